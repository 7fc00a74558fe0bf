--- copy.lua - examples of the functions in signatures/copy.lua.

--- copy
print(torch.Tensor(2):copy(torch.IntTensor{3, 4}):sum()) --> 7

--- clone
local x = torch.ones(2)
x:clone():zero()
print(x:sum()) --> 2

--- contiguous
print(torch.Tensor(2, 3):t():contiguous():stride(1)) --> 2

--- totable
print(torch.Tensor{{1, 2}, {3, 4}}:totable()[2][1]) --> 3

--- byte
print(torch.Tensor{1, 2}:byte():type()) --> torch.ByteTensor

--- char
print(torch.Tensor{1, 2}:char():type()) --> torch.CharTensor

--- short
print(torch.Tensor{1, 2}:short():type()) --> torch.ShortTensor

--- int
print(torch.Tensor{1.7}:int()[1]) --> 1

--- long
print(torch.Tensor{1, 2}:long():type()) --> torch.LongTensor

--- half
print(torch.Tensor{0.1}:half()[1]) --> 0.0999755859375

--- float
print(torch.Tensor{1, 2}:float():type()) --> torch.FloatTensor

--- double
print(torch.FloatTensor{1, 2}:double():type()) --> torch.DoubleTensor

--- type
print(torch.Tensor(1):type(), torch.Tensor(1):type('torch.IntTensor'):type())
--> torch.DoubleTensor torch.IntTensor

--- typeAs
print(torch.Tensor(1):typeAs(torch.FloatTensor()):type()) --> torch.FloatTensor
