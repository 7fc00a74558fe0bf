--- CReLU.lua - max(0, x) and max(0, -x) side by side.
-- Shang, Sohn, Almeida, Lee (2016), arXiv:1603.05201.
--
--    local y = nn.CReLU(1):forward(torch.Tensor{{-1, 2}})
--    print(unpack(y:view(-1):totable())) --> 0 2 1 0

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'
require 'nn.Sequential'

local CReLU, Parent = torch.class('nn.CReLU', 'nn.Sequential')

--- nInputDims: how many dimensions an input has that is no batch. inplace: of the ReLU.
function CReLU:__init(nInputDims, inplace)
   Parent.__init(self)
   expect.count(self, 'nInputDims', nInputDims)
   self.nInputDims, self.inplace = nInputDims, inplace or false
   local both = nn.ConcatTable():add(nn.Identity()):add(nn.MulConstant(-1))
   self:add(both):add(nn.JoinTable(1, nInputDims)):add(nn.ReLU(self.inplace))
end

return CReLU
