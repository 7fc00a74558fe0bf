--- Mean.lua - the mean over a dimension.
--
--    print(unpack(nn.Mean(2):forward(torch.Tensor{{1, 3}, {5, 7}}):totable())) --> 2 6

local torch = require 'torch'
require 'nn.Sum'

local Mean, Parent = torch.class('nn.Mean', 'nn.Sum')

--- dimension, nInputDims, squeeze: as of Sum.
function Mean:__init(dimension, nInputDims, squeeze)
   Parent.__init(self, dimension, nInputDims, true, squeeze)
end

return Mean
