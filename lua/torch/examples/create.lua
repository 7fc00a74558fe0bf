--- create.lua - examples of the functions in signatures/create.lua.

--- zeros
print(torch.zeros(2, 3):sum(), torch.zeros(2, 3):size(2)) --> 0 3

--- ones
print(torch.ones(2, 3):sum()) --> 6

--- eye
print(torch.eye(2))
--> 1 0
--> 0 1
--> [torch.DoubleTensor of size 2x2]

--- range
print(unpack(torch.range(1, 4):totable())) --> 1 2 3 4
print(unpack(torch.range(1, 0, -0.5):totable())) --> 1 0.5 0

--- linspace
print(unpack(torch.linspace(0, 1, 5):totable())) --> 0 0.25 0.5 0.75 1

--- logspace
print(unpack(torch.logspace(0, 2, 3):totable())) --> 1 10 100
