--- correlate.lua - examples of the functions in signatures/correlate.lua.

--- conv2
local x, kernel = torch.Tensor{{1, 2, 3}}, torch.Tensor{{1, 10}}
print(unpack(torch.conv2(x, kernel):view(2):totable())) --> 12 23
print(unpack(torch.conv2(x, kernel, 'F'):view(4):totable())) --> 1 12 23 30

--- xcorr2
local x, kernel = torch.Tensor{{1, 2, 3}}, torch.Tensor{{1, 10}}
print(unpack(torch.xcorr2(x, kernel):view(2):totable())) --> 21 32

--- conv3
local x = torch.ones(2, 3, 3)
print(torch.conv3(x, torch.ones(2, 2, 2))[1][1][1]) --> 8

--- xcorr3
local x = torch.range(1, 8):view(2, 2, 2)
print(torch.xcorr3(x, x)[1][1][1]) --> 204
