--- each.lua - examples of the functions in signatures/each.lua.

--- apply
local sum = 0
torch.Tensor{1, 2, 3}:apply(function(element) sum = sum + element end)
print(sum) --> 6

--- map
local x = torch.Tensor{1, 2}
print(unpack(x:map(torch.Tensor{10, 20}, function(a, b) return a + b end):totable()))
--> 11 22

--- map2
local x, a, b = torch.Tensor{1, 2}, torch.Tensor{3, 4}, torch.Tensor{5, 6}
print(unpack(x:map2(a, b, function(p, q, r) return p + q * r end):totable())) --> 16 26

--- equal
local x = torch.ones(2)
print(torch.equal(x, torch.ones(2)), torch.equal(x, torch.ones(3))) --> true false

--- nonzero
print(unpack(torch.nonzero(torch.Tensor{0, 7, 0, 8}):view(2):totable())) --> 2 4
