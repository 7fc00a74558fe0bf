--- object.lua - examples of the functions in signatures/object.lua.

--- data
local x = torch.FloatTensor{1, 2, 3}
print(x:data()[2], x:narrow(1, 2, 2):data()[0]) --> 3 2

--- cdata
print((pcall(torch.cdata, torch.ones(2)))) --> false

--- retain, free
local x = torch.ones(2)
x:free()
print(x:sum()) --> 2

--- real
print(torch.IntTensor{1, 2}:real():type()) --> torch.DoubleTensor

--- isTensor
print(torch.ones(2):isTensor()) --> true
