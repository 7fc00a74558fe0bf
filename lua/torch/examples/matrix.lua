--- matrix.lua - examples of the functions in signatures/matrix.lua.

--- mm
local a = torch.Tensor{{1, 2}, {3, 4}}
print(torch.mm(a, torch.eye(2):mul(2)))
--> 2 4
--> 6 8
--> [torch.DoubleTensor of size 2x2]

--- mv
print(unpack(torch.mv(torch.Tensor{{1, 2}, {3, 4}}, torch.ones(2)):totable())) --> 3 7

--- bmm
print(torch.bmm(torch.ones(5, 2, 3), torch.ones(5, 3, 4)):sum()) --> 120

--- ger
print(torch.ger(torch.Tensor{1, 2}, torch.Tensor{3, 4}))
--> 3 4
--> 6 8
--> [torch.DoubleTensor of size 2x2]

--- addmm
local M, a, b = torch.ones(2, 2), torch.ones(2, 3), torch.ones(3, 2)
print(torch.addmm(M, a, b):sum(), torch.addmm(0.5, M, 2, a, b):sum()) --> 16 26

--- addmv
print(unpack(torch.addmv(torch.ones(2), torch.ones(2, 3), torch.ones(3)):totable()))
--> 4 4

--- addr
print(torch.addr(torch.ones(2, 2), torch.Tensor{1, 2}, torch.Tensor{3, 4})[2][1]) --> 7

--- addbmm
print(torch.addbmm(torch.zeros(2, 2), torch.ones(5, 2, 3), torch.ones(5, 3, 2))[1][1])
--> 15

--- baddbmm
local x = torch.baddbmm(torch.ones(5, 2, 2), torch.ones(5, 2, 3), torch.ones(5, 3, 2))
print(x:size(1), x[1][1][1]) --> 5 4

--- dot
print(torch.dot(torch.Tensor{1, 2}, torch.Tensor{3, 4})) --> 11

--- diag
local x = torch.Tensor{{1, 2}, {3, 4}}
print(unpack(torch.diag(x):totable())) --> 1 4
print(torch.diag(torch.Tensor{5, 6}):sum(), torch.diag(x, 1)[1]) --> 11 2

--- tril
print(torch.tril(torch.ones(2, 2)))
--> 1 0
--> 1 1
--> [torch.DoubleTensor of size 2x2]

--- triu
print(torch.triu(torch.ones(2, 2)):sum(), torch.triu(torch.ones(2, 2), 1):sum()) --> 3 1

--- trace
print(torch.trace(torch.Tensor{{1, 2}, {3, 4}})) --> 5
