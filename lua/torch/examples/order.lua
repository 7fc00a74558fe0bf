--- order.lua - examples of the functions in signatures/order.lua.

--- sort
local sorted, places = torch.sort(torch.Tensor{3, 1, 2})
print(unpack(sorted:totable())) --> 1 2 3
print(unpack(places:totable())) --> 2 3 1

--- topk
local x = torch.Tensor{{5, 1, 9}, {2, 8, 4}}
local largest, places = x:topk(1, 2, true)
print(largest[1][1], largest[2][1], places[1][1], places[2][1]) --> 9 8 3 2

--- kthvalue
local value, place = torch.kthvalue(torch.Tensor{7, 5, 6}, 2)
print(value[1], place[1]) --> 6 3

--- median
local value, place = torch.Tensor{7, 5, 6, 9}:median()
print(value[1], place[1]) --> 6 3

--- mode
local value, place = torch.Tensor{1, 2, 2, 3}:mode()
print(value[1], place[1]) --> 2 3
