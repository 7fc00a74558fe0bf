--- SpatialConvolutionMM.lua - SpatialConvolution whose weights are kept as a matrix,
-- nOutputPlane x (nInputPlane * kH * kW).
--
--    local layer = nn.SpatialConvolutionMM(3, 6, 5, 5)
--    print(unpack(layer:forward(torch.ones(3, 32, 32)):size():totable())) --> 6 28 28

local torch = require 'torch'
local SpatialConvolution = require 'nn.SpatialConvolution'

local SpatialConvolutionMM = torch.class('nn.SpatialConvolutionMM', 'nn.Module')

for name, method in pairs(SpatialConvolution) do
   if type(method) == 'function' and not name:match '^__' then
      SpatialConvolutionMM[name] = method
   end
end
SpatialConvolutionMM.__init = SpatialConvolution.__init
SpatialConvolutionMM.__tostring__ = SpatialConvolution.__tostring__

function SpatialConvolutionMM:makeParameters()
   local inputs = self.nInputPlane * self.kH * self.kW
   self.weight = torch.Tensor(self.nOutputPlane, inputs)
   self.gradWeight = torch.zeros(self.nOutputPlane, inputs)
   self.bias = torch.Tensor(self.nOutputPlane)
   self.gradBias = torch.zeros(self.nOutputPlane)
end

return SpatialConvolutionMM
