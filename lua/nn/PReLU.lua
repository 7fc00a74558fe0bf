--- PReLU.lua - y = x > 0 ? x : w x, with learned slopes w.
-- He, Zhang, Ren, Sun (2015), Delving deep into rectifiers, arXiv:1502.01852.
--
--    print(unpack(nn.PReLU():forward(torch.Tensor{-1, 2}):totable())) --> -0.25 2

local torch = require 'torch'
local expect = require 'nn.expect'

local PReLU, Parent = torch.class('nn.PReLU', 'nn.Module')

--- nOutputPlane: number of slopes, one for each map; 0, one for all, without.
function PReLU:__init(nOutputPlane)
   Parent.__init(self)
   self.nOutputPlane = nOutputPlane or 0
   self.weight = torch.Tensor(math.max(self.nOutputPlane, 1)):fill(0.25)
   self.gradWeight = torch.Tensor(math.max(self.nOutputPlane, 1)):zero()
end

-- The dimension of the maps; nil where all share a slope.
local function planes(self, input)
   if self.nOutputPlane == 0 then return nil end
   local d = (input:dim() == 2 or input:dim() == 4) and 2 or 1
   if input:dim() > 4 or input:dim() < d or input:size(d) ~= self.nOutputPlane then
      expect.fail(self, 'input is %s, expected %d planes', expect.describe(input),
         self.nOutputPlane)
   end
   return d
end

-- The slopes in the shape of the input.
local function slopes(self, input)
   local d, sizes = planes(self, input), {}
   for e = 1, input:dim() do sizes[e] = e == d and self.nOutputPlane or 1 end
   return self.weight:view(torch.LongStorage(sizes)):expandAs(input)
end

--- input: C, N x C, C x H x W or N x C x H x W; output alike.
function PReLU:updateOutput(input)
   expect.tensor(self, 'input', input, self.weight)
   self.output:cmin(input, 0)
   self.output:cmul(slopes(self, input)):add(input:clone():cmax(0))
   return self.output
end

function PReLU:updateGradInput(input, gradOutput)
   local above = input:gt(0):typeAs(input)
   local slope = slopes(self, input):clone():addcmul(-1, above, slopes(self, input))
      :add(above)
   self.gradInput:resizeAs(input):copy(gradOutput):cmul(slope)
   return self.gradInput
end

function PReLU:accGradParameters(input, gradOutput, scale)
   local product, d = input:clone():cmin(0):cmul(gradOutput), planes(self, input)
   if not d then
      self.gradWeight:add((scale or 1) * product:sum())
      return
   end
   for e = 1, input:dim() do
      if e ~= d then product = product:sum(e) end
   end
   self.gradWeight:add(scale or 1, product:view(self.nOutputPlane))
end

return PReLU
