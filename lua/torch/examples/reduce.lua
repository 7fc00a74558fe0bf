--- reduce.lua - examples of the functions in signatures/reduce.lua.

--- sum
local x = torch.Tensor{{1, 2}, {3, 4}}
print(x:sum(), unpack(x:sum(1):view(2):totable())) --> 10 4 6

--- prod
print(torch.prod(torch.Tensor{2, 3, 4})) --> 24

--- mean
local x = torch.Tensor{{1, 2}, {3, 4}}
print(x:mean(), unpack(x:mean(2):view(2):totable())) --> 2.5 1.5 3.5

--- var
local x = torch.Tensor{1, 2, 3, 4}
print(x:var(), x:var(1)[1], x:var(1, true)[1]) --> 1.6666666666667 1.6666666666667 1.25

--- std
print(torch.Tensor{1, 3}:std()) --> 1.4142135623731

--- max
local x = torch.Tensor{{1, 5}, {7, 2}}
local values, indices = x:max(2)
print(x:max(), values[1][1], indices[1][1]) --> 7 5 2

--- min
local x = torch.Tensor{{1, 5}, {7, 2}}
local values, indices = torch.min(x, 1)
print(x:min(), values[1][2], indices[1][2]) --> 1 2 2

--- norm
local x = torch.Tensor{{3, 4}, {6, 8}}
print(x:norm(1), unpack(x:norm(2, 2):view(2):totable())) --> 21 5 10

--- dist
print(torch.dist(torch.Tensor{1, 1}, torch.Tensor{4, 5})) --> 5

--- all
print(torch.ByteTensor{1, 1}:all(), torch.ByteTensor{1, 0}:all()) --> true false

--- any
print(torch.ByteTensor{0, 1}:any(), torch.ByteTensor{0, 0}:any()) --> true false

--- cumsum
print(unpack(torch.cumsum(torch.Tensor{1, 2, 3}):totable())) --> 1 3 6

--- cumprod
print(unpack(torch.cumprod(torch.Tensor{1, 2, 3}):totable())) --> 1 2 6
