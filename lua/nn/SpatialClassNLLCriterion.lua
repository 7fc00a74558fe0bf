--- SpatialClassNLLCriterion.lua - ClassNLLCriterion of every pixel: input N x C x H x W,
-- target N x H x W.
--
--    local criterion = nn.SpatialClassNLLCriterion()
--    local logs = nn.SpatialLogSoftMax():forward(torch.zeros(1, 10, 2, 2))
--    print(('%.4f'):format(criterion:forward(logs, torch.ones(1, 2, 2)))) --> 2.3026

local torch = require 'torch'
local ClassNLLCriterion = require 'nn.ClassNLLCriterion'

local SpatialClassNLLCriterion = torch.class('nn.SpatialClassNLLCriterion',
   'nn.Criterion')

for _, name in ipairs { '__init', '__len', 'updateOutput', 'updateGradInput' } do
   SpatialClassNLLCriterion[name] = ClassNLLCriterion[name]
end

return SpatialClassNLLCriterion
