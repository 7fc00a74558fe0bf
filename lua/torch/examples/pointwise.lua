--- pointwise.lua - examples of the functions in signatures/pointwise.lua.

--- abs
print(torch.abs(-2), torch.Tensor{-1, 3}:abs():sum()) --> 2 4

--- neg
print(torch.Tensor{1, -2}:neg():totable()[2]) --> 2

--- sign
print(unpack(torch.sign(torch.Tensor{-3, 0, 2}):totable())) --> -1 0 1

--- cinv
print(torch.cinv(4)) --> 0.25

--- sqrt
print(torch.sqrt(2)) --> 1.4142135623731

--- rsqrt
print(torch.rsqrt(4)) --> 0.5

--- exp
print(torch.exp(1)) --> 2.718281828459

--- log
print(torch.log(torch.exp(2))) --> 2

--- log1p
print(torch.log1p(1e-20)) --> 1e-20

--- sin
print(torch.sin(math.pi / 2)) --> 1

--- cos
print(torch.cos(0)) --> 1

--- tan
print(torch.tan(0.5)) --> 0.54630248984379

--- asin
print(torch.asin(1)) --> 1.5707963267949

--- acos
print(torch.acos(1)) --> 0

--- atan
print(torch.atan(1)) --> 0.78539816339745

--- sinh
print(torch.sinh(1)) --> 1.1752011936438

--- cosh
print(torch.cosh(1)) --> 1.5430806348152

--- tanh
print(torch.tanh(1)) --> 0.76159415595576

--- sigmoid
print(torch.sigmoid(0)) --> 0.5

--- ceil
print(torch.ceil(1.2), torch.ceil(-1.2)) --> 2 -1

--- floor
print(torch.floor(1.8), torch.floor(-1.2)) --> 1 -2

--- round
print(torch.round(2.5), torch.round(-2.5)) --> 3 -3

--- trunc
print(torch.trunc(1.8), torch.trunc(-1.8)) --> 1 -1

--- frac
print(torch.frac(1.75), torch.frac(-1.75)) --> 0.75 -0.75

--- add
local x = torch.Tensor{1, 2}
print(x:add(10):sum(), x:add(2, torch.ones(2)):sum()) --> 23 27
print(unpack(torch.add(x, 0.5):totable())) --> 13.5 14.5

--- csub
print(unpack(torch.Tensor{5, 7}:csub(torch.Tensor{1, 2}):totable())) --> 4 5

--- mul
print(unpack(torch.mul(torch.Tensor{1, 2}, 3):totable())) --> 3 6

--- div
print(unpack(torch.div(torch.Tensor{3, 4}, 2):totable())) --> 1.5 2
print(unpack(torch.IntTensor{-7, 7}:div(2):totable())) --> -3 3

--- cmul
print(unpack(torch.cmul(torch.Tensor{1, 2}, torch.Tensor{3, 4}):totable())) --> 3 8

--- cdiv
print(unpack(torch.cdiv(torch.Tensor{1, 2}, torch.Tensor{4, 4}):totable())) --> 0.25 0.5

--- pow
print(torch.pow(2, 10), torch.pow(torch.Tensor{3}, 2)[1]) --> 1024 9

--- cpow
print(unpack(torch.cpow(torch.Tensor{2, 3}, torch.Tensor{3, 2}):totable())) --> 8 9

--- fmod
print(unpack(torch.fmod(torch.Tensor{-3, 5}, 2):totable())) --> -1 1

--- mod
print(unpack(torch.mod(torch.Tensor{-3, 5}, 2):totable())) --> -1 1

--- cfmod
print(unpack(torch.cfmod(torch.Tensor{-3, 5}, torch.Tensor{2, 3}):totable())) --> -1 2

--- cmod
print(unpack(torch.cmod(torch.Tensor{-3, 5}, torch.Tensor{2, 3}):totable())) --> -1 2

--- remainder
print(unpack(torch.remainder(torch.Tensor{-3, 5}, 2):totable())) --> 1 1

--- cremainder
print(unpack(torch.cremainder(torch.Tensor{-3, 5}, torch.Tensor{2, 3}):totable()))
--> 1 2

--- cmax
print(unpack(torch.cmax(torch.Tensor{1, 5}, torch.Tensor{4, 2}):totable())) --> 4 5
print(unpack(torch.cmax(torch.Tensor{1, 5}, 3):totable())) --> 3 5

--- cmin
print(unpack(torch.cmin(torch.Tensor{1, 5}, torch.Tensor{4, 2}):totable())) --> 1 2

--- lshift
print(torch.lshift(torch.IntTensor{3}, 2)[1]) --> 12

--- clshift
print(torch.clshift(torch.IntTensor{3}, torch.IntTensor{1})[1]) --> 6

--- rshift
print(torch.rshift(torch.IntTensor{12}, 2)[1]) --> 3

--- crshift
print(torch.crshift(torch.IntTensor{12}, torch.IntTensor{1})[1]) --> 6

--- bitand
print(torch.bitand(torch.IntTensor{12}, 10)[1]) --> 8

--- cbitand
print(torch.cbitand(torch.IntTensor{12}, torch.IntTensor{10})[1]) --> 8

--- bitor
print(torch.bitor(torch.IntTensor{12}, 10)[1]) --> 14

--- cbitor
print(torch.cbitor(torch.IntTensor{12}, torch.IntTensor{10})[1]) --> 14

--- bitxor
print(torch.bitxor(torch.IntTensor{12}, 10)[1]) --> 6

--- cbitxor
print(torch.cbitxor(torch.IntTensor{12}, torch.IntTensor{10})[1]) --> 6

--- atan2
print(torch.atan2(torch.Tensor{1}, torch.Tensor{-1})[1]) --> 2.3561944901923

--- lt
print(unpack(torch.lt(torch.Tensor{1, 2, 3}, 2):totable())) --> 1 0 0

--- le
print(unpack(torch.le(torch.Tensor{1, 2, 3}, 2):totable())) --> 1 1 0

--- gt
print(unpack(torch.gt(torch.Tensor{1, 2, 3}, 2):totable())) --> 0 0 1

--- ge
print(unpack(torch.ge(torch.Tensor{1, 2, 3}, 2):totable())) --> 0 1 1

--- eq
local same = torch.eq(torch.Tensor{1, 2}, torch.Tensor{1, 3})
print(same:type(), unpack(same:totable())) --> torch.ByteTensor 1 0

--- ne
print(unpack(torch.ne(torch.Tensor{1, 2, 3}, 2):totable())) --> 1 0 1

--- addcmul
local x = torch.ones(2)
print(unpack(x:addcmul(0.5, torch.Tensor{2, 4}, torch.Tensor{3, 5}):totable())) --> 4 11

--- addcdiv
local x = torch.ones(2)
print(unpack(x:addcdiv(0.5, torch.Tensor{2, 4}, torch.Tensor{4, 4}):totable()))
--> 1.25 1.5

--- clamp
print(unpack(torch.clamp(torch.Tensor{-3, 0.5, 3}, -1, 1):totable())) --> -1 0.5 1

--- lerp
print(unpack(torch.lerp(torch.Tensor{0, 10}, torch.Tensor{10, 20}, 0.25):totable()))
--> 2.5 12.5

--- fill
print(torch.Tensor(2, 2):fill(3):sum()) --> 12

--- zero
print(torch.Tensor(2, 2):zero():sum()) --> 0
