--- SpatialZeroPadding.lua - puts zeros around images; negative numbers cut.
--
--    local layer = nn.SpatialZeroPadding(1, 1, 2, 2)
--    print(unpack(layer:forward(torch.ones(1, 3, 3)):size():totable())) --> 1 7 5

local torch = require 'torch'
local expect = require 'nn.expect'

local SpatialZeroPadding, Parent = torch.class('nn.SpatialZeroPadding', 'nn.Module')

--- pad_l, pad_r, pad_t, pad_b: left, right, top, bottom; those left out are as the left
-- one.
function SpatialZeroPadding:__init(pad_l, pad_r, pad_t, pad_b)
   Parent.__init(self)
   self.pad_l = pad_l
   self.pad_r, self.pad_t, self.pad_b = pad_r or pad_l, pad_t or pad_l, pad_b or pad_l
   if type(pad_l) ~= 'number' then
      expect.fail(self, 'pad_l is %s, expected a number', expect.describe(pad_l))
   end
end

-- The part of a tensor that is left when padding is cut off: by what is above 0 on the
-- side of the output, by what is below 0 on that of the input.
local function inner(self, tensor, sign)
   local h, w = tensor:dim() - 1, tensor:dim()
   local function cut(pad) return math.max(sign * pad, 0) end
   local top, left = cut(self.pad_t), cut(self.pad_l)
   return tensor:narrow(h, top + 1, tensor:size(h) - top - cut(self.pad_b))
      :narrow(w, left + 1, tensor:size(w) - left - cut(self.pad_r))
end

--- input: C x H x W or N x C x H x W.
function SpatialZeroPadding:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local ndim, sizes = input:dim(), input:size()
   if ndim ~= 3 and ndim ~= 4 then
      expect.fail(self, 'input is %s, expected C x H x W or N x C x H x W',
         expect.describe(input))
   end
   sizes[ndim - 1] = sizes[ndim - 1] + self.pad_t + self.pad_b
   sizes[ndim] = sizes[ndim] + self.pad_l + self.pad_r
   if sizes[ndim] < 1 or sizes[ndim - 1] < 1 then
      expect.fail(self, 'input is %s, of which nothing would be left',
         expect.describe(input))
   end
   self.output:resize(sizes):zero()
   inner(self, self.output, 1):copy(inner(self, input, -1))
   return self.output
end

function SpatialZeroPadding:updateGradInput(input, gradOutput)
   self.gradInput:resizeAs(input):zero()
   inner(self, self.gradInput, -1):copy(inner(self, gradOutput, 1))
   return self.gradInput
end

function SpatialZeroPadding:__tostring__()
   return ('%s(l=%d, r=%d, t=%d, b=%d)'):format(torch.type(self), self.pad_l, self.pad_r,
      self.pad_t, self.pad_b)
end

return SpatialZeroPadding
