--- place.lua - examples of the functions in signatures/place.lua.

--- index
local x = torch.Tensor{{1, 2}, {3, 4}, {5, 6}}
print(x:index(1, torch.LongTensor{3, 1}))
--> 5 6
--> 1 2
--> [torch.DoubleTensor of size 2x2]

--- indexCopy
local x = torch.zeros(3)
x:indexCopy(1, torch.LongTensor{3, 1}, torch.Tensor{7, 8})
print(unpack(x:totable())) --> 8 0 7

--- indexAdd
local x = torch.ones(3)
x:indexAdd(1, torch.LongTensor{1, 1}, torch.Tensor{2, 3})
print(unpack(x:totable())) --> 6 1 1

--- indexFill
local x = torch.zeros(3)
x:indexFill(1, torch.LongTensor{2}, 9)
print(unpack(x:totable())) --> 0 9 0

--- gather
local x = torch.Tensor{{1, 2}, {3, 4}}
print(unpack(x:gather(2, torch.LongTensor{{2}, {1}}):view(2):totable())) --> 2 3

--- scatter
local x = torch.zeros(2, 2)
print(x:scatter(2, torch.LongTensor{{2}, {1}}, 1))
--> 0 1
--> 1 0
--> [torch.DoubleTensor of size 2x2]

--- maskedSelect
local x = torch.Tensor{1, -2, 3}
print(unpack(x:maskedSelect(x:gt(0)):totable())) --> 1 3

--- maskedCopy
local x = torch.zeros(3)
print(unpack(x:maskedCopy(torch.ByteTensor{1, 0, 1}, torch.Tensor{7, 8}):totable()))
--> 7 0 8

--- maskedFill
local x = torch.Tensor{1, -2, 3}
x:maskedFill(x:lt(0), 0)
print(unpack(x:totable())) --> 1 0 3
