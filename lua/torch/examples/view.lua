--- view.lua - examples of the functions in signatures/view.lua.

--- narrow
local x = torch.Tensor{1, 2, 3, 4}
print(unpack(x:narrow(1, 2, 2):totable())) --> 2 3

--- select
local x = torch.Tensor{{1, 2}, {3, 4}}
print(unpack(x:select(2, 1):totable())) --> 1 3

--- transpose
print(torch.Tensor(2, 3, 4):transpose(1, 3):size(1)) --> 4

--- permute
print(unpack(torch.Tensor(2, 3, 4):permute(3, 1, 2):size():totable())) --> 4 2 3

--- sub
local x = torch.Tensor{{1, 2, 3}, {4, 5, 6}}
print(unpack(x:sub(2, 2, 2, 3):view(2):totable())) --> 5 6

--- t
print(torch.Tensor{{1, 2}, {3, 4}}:t()[1][2]) --> 3

--- unfold
print(torch.range(1, 4):unfold(1, 2, 1))
--> 1 2
--> 2 3
--> 3 4
--> [torch.DoubleTensor of size 3x2]

--- squeeze
print(torch.Tensor(1, 3, 1):squeeze():dim(), torch.Tensor(1, 3, 1):squeeze(1):dim())
--> 1 2

--- view
local x = torch.range(1, 6)
print(x:view(2, -1))
--> 1 2 3
--> 4 5 6
--> [torch.DoubleTensor of size 2x3]

--- viewAs
print(torch.range(1, 6):viewAs(torch.Tensor(3, 2)):size(1)) --> 3

--- expand
print(torch.Tensor{{1}, {2}}:expand(2, 3):sum()) --> 9

--- expandAs
print(torch.Tensor{{1}, {2}}:expandAs(torch.Tensor(2, 3)):sum()) --> 9

--- unsqueeze
print(torch.Tensor(3):unsqueeze(1):dim()) --> 2
