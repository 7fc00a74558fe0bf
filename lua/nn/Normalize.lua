--- Normalize.lua - divides every row by its p-norm, so that the norm is 1.
--
--    local y = nn.Normalize(2):forward(torch.Tensor{3, 4})
--    print(('%.2f %.2f'):format(y[1], y[2])) --> 0.60 0.80

local torch = require 'torch'
local expect = require 'nn.expect'

local Normalize, Module = torch.class('nn.Normalize', 'nn.Module')

--- p: of the norm, above 0 or math.huge. eps: added to the sum, 1e-10 without.
function Normalize:__init(p, eps)
   Module.__init(self)
   if type(p) ~= 'number' or p ~= p or p <= 0 then
      expect.fail(self, 'p is %s, expected a number above 0', expect.describe(p))
   end
   self.p, self.eps = p, eps or 1e-10
end

-- The tensor as N x D, and its norms as N x 1.
local function norms(self, input)
   expect.tensor(self, 'input', input, self.output)
   if input:dim() < 1 or input:dim() > 2 then
      expect.fail(self, 'input is %s, expected D or N x D', expect.describe(input))
   end
   local rows = input:dim() == 1 and input:view(1, input:size(1)) or input
   local size = rows.new():resizeAs(rows):copy(rows):abs()
   if self.p == math.huge then return rows, size:max(2):add(self.eps) end
   return rows, size:pow(self.p):sum(2):add(self.eps):pow(1 / self.p)
end

--- input: D or N x D; output alike.
function Normalize:updateOutput(input)
   input = input.ndim and input:contiguous() or input
   local rows, norm = norms(self, input)
   self.norm = norm
   self.output:resizeAs(input):copy(rows:clone():cdiv(norm:expandAs(rows)))
   return self.output
end

-- The derivative of each row's norm by its elements.
local function slopes(self, rows, norm)
   if self.p == math.huge then
      local size = rows:clone():abs()
      local _, at = size:max(2)
      local slope = rows:clone():zero()
      for i = 1, rows:size(1) do
         local j = at[i][1]
         slope[i][j] = rows[i][j] < 0 and -1 or 1
      end
      return slope
   end
   local slope = rows:clone():abs():pow(self.p - 2):cmul(rows)
   return slope:cdiv(norm:clone():pow(self.p - 1):expandAs(rows))
end

function Normalize:updateGradInput(input, gradOutput)
   input = input:contiguous()
   local rows, norm = norms(self, input)
   local given = gradOutput:contiguous():viewAs(rows)
   local along = given:clone():cmul(rows):sum(2):cdiv(norm):expandAs(rows)
   local gradient = slopes(self, rows, norm):cmul(along):mul(-1):add(given)
   self.gradInput:resizeAs(input):copy(gradient:cdiv(norm:expandAs(rows)))
   return self.gradInput
end

function Normalize:__tostring__()
   return ('%s(%s)'):format(torch.type(self), tostring(self.p))
end

return Normalize
