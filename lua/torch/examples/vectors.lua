--- vectors.lua - examples of the functions in signatures/vectors.lua.

--- cross
local x, y = torch.Tensor{1, 0, 0}, torch.Tensor{0, 1, 0}
print(unpack(torch.cross(x, y):totable())) --> 0 0 1

--- renorm
local rows = torch.Tensor{{3, 4}, {0.3, 0.4}}
rows:renorm(2, 1, 1)
print(('%.4f %.4f'):format(rows[1]:norm(), rows[2]:norm())) --> 1.0000 0.5000

--- match
local a, b = torch.Tensor{{0, 0}, {1, 1}}, torch.Tensor{{3, 4}}
print(unpack(torch.match(a, b):view(2):totable())) --> 25 13

--- histc
print(unpack(torch.histc(torch.Tensor{1, 2, 2, 5}, 4):totable())) --> 1 2 0 1

--- bhistc
local counts = torch.bhistc(torch.Tensor{{1, 2}, {2, 5}}, 4)
print(unpack(counts:view(8):totable())) --> 1 1 0 0 0 1 0 1
