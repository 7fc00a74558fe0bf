--- LayerNormalization.lua - mean 0 and deviation 1 over the features of each sample, then
-- gain and bias. Ba, Kiros, Hinton (2016), Layer normalization, arXiv:1607.06450.
--
--    local y = nn.LayerNormalization(2):forward(torch.Tensor{{1, 3}})
--    print(('%.2f %.2f'):format(y[1][1], y[1][2])) --> -1.00 1.00

local torch = require 'torch'
local nn = require 'nn'
require 'nn.Sequential'

local LayerNormalization, Parent = torch.class('nn.LayerNormalization', 'nn.Sequential')

--- nOutput: number of features. bias: false leaves it out. eps: added to the sum of
-- squares, 1e-10 without. affine: false leaves gain and bias out. As in Torch7, the means
-- of a batch are repeated along its first dimension, so that those of different samples
-- are mixed; only for a batch of one are they the sample's own.
function LayerNormalization:__init(nOutput, bias, eps, affine)
   Parent.__init(self)
   affine = affine == nil and true or affine
   local mean = nn.Sequential():add(nn.Mean(2)):add(nn.Replicate(nOutput, 1))
   self:add(nn.ConcatTable():add(nn.Identity()):add(mean))
   self:add(nn.CSubTable()):add(nn.Normalize(2, eps or 1e-10))
   self:add(nn.MulConstant(math.sqrt(nOutput)))
   if not affine then return end
   local gain = nn.CMul(nOutput)
   gain.weight:fill(1)
   self:add(gain)
   if bias == false then return end
   local shift = nn.Add(nOutput)
   shift.bias:zero()
   self:add(shift)
end

return LayerNormalization
