--- shape.lua - examples of the functions in signatures/shape.lua.

--- dim, nDimension
print(torch.Tensor(2, 3):dim(), torch.Tensor():dim()) --> 2 0

--- size
local x = torch.Tensor(2, 3)
print(x:size(1), unpack(x:size():totable())) --> 2 2 3

--- stride
print(unpack(torch.Tensor(2, 3):stride():totable())) --> 3 1

--- nElement, numel
print(torch.Tensor(2, 3):nElement()) --> 6

--- storage
print(torch.Tensor{{1, 2}, {3, 4}}:storage()[3]) --> 3

--- storageOffset
print(torch.Tensor(2, 3)[2]:storageOffset()) --> 4

--- elementSize
print(torch.FloatTensor(1):elementSize()) --> 4

--- isContiguous
local x = torch.Tensor(2, 3)
print(x:isContiguous(), x:t():isContiguous()) --> true false

--- isSameSizeAs
print(torch.Tensor(2, 3):isSameSizeAs(torch.Tensor(3, 2))) --> false

--- isSetTo
local x = torch.Tensor(2)
print(x:isSetTo(torch.Tensor(x)), x:isSetTo(x:clone())) --> true false

--- isSize
print(torch.Tensor(2, 3):isSize(torch.LongStorage{2, 3})) --> true

--- resize
local x = torch.Tensor(2, 3)
print(x:resize(4):nElement()) --> 4

--- resizeAs
print(torch.Tensor():resizeAs(torch.Tensor(2, 3)):nElement()) --> 6

--- set
local x, y = torch.Tensor{1, 2, 3, 4}, torch.Tensor()
y:set(x:storage(), 2, 2)
y:fill(0)
print(unpack(x:totable())) --> 1 0 0 4
