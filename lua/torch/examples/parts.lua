--- parts.lua - examples of the functions in signatures/parts.lua.

--- split
local parts = torch.range(1, 5):split(2)
print(#parts, parts[3][1]) --> 3 5

--- chunk
local parts = torch.range(1, 5):chunk(2)
print(#parts, parts[1]:nElement(), parts[2]:nElement()) --> 2 3 2

--- cat
print(torch.cat(torch.ones(2, 3), torch.zeros(2, 3), 1):size(1)) --> 4
print(unpack(torch.cat { torch.Tensor{1}, torch.Tensor{2, 3} }:totable())) --> 1 2 3

--- reshape
print(torch.reshape(torch.range(1, 6), 2, 3))
--> 1 2 3
--> 4 5 6
--> [torch.DoubleTensor of size 2x3]

--- repeatTensor
print(unpack(torch.repeatTensor(torch.Tensor{1, 2}, 3):totable())) --> 1 2 1 2 1 2
