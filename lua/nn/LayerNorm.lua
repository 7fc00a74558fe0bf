--- LayerNorm.lua - mean 0 and variance 1 over the last dimensions of each sample, then a
-- learned scale and shift of each element.
-- Ba, Kiros, Hinton (2016), Layer normalization, arXiv:1607.06450.
--
--    local y = nn.LayerNorm(4):forward(torch.Tensor { { 1, 2, 3, 6 } })
--    print(('%.4f %.4f'):format(y[1][1], y:sum())) --> -1.0690 0.0000

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.GroupNorm'

local LayerNorm, Parent = torch.class('nn.LayerNorm', 'nn.GroupNorm')

--- size: of the last dimension, or a table of the sizes of the last dimensions. eps:
-- added to the variance, 1e-5 without. affine: false leaves scale and shift out.
function LayerNorm:__init(size, eps, affine)
   self.size = type(size) == 'table' and size or { size }
   local count = 1
   for _, length in ipairs(self.size) do
      expect.count(self, 'size', length)
      count = count * length
   end
   Parent.__init(self, 1, #self.size > 0 and count or nil, eps, affine)
end

--- The tensor as N x elements.
function LayerNorm:shaped(name, tensor)
   expect.tensor(self, name, tensor, self.mean)
   local first = tensor:dim() - #self.size
   local fits = first >= 0 and tensor:dim() > 0
   for d, length in ipairs(self.size) do
      fits = fits and tensor:size(first + d) == length
   end
   if not fits then
      expect.fail(self, '%s is %s, expected its last sizes to be %s', name,
         expect.describe(tensor), table.concat(self.size, 'x'))
   end
   return tensor:contiguous():view(-1, self.channels)
end

function LayerNorm:__tostring__()
   return ('%s(%s)'):format(torch.type(self), table.concat(self.size, 'x'))
end

return LayerNorm
