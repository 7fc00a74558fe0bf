--- fans.lua - how many inputs an output of a layer has, and how many outputs an input.

local torch = require 'torch'

--- fans: of a module and one of its tensors: inputs, outputs.
--
--    print(require 'nninit.fans'(require 'nn'.Linear(3, 2), torch.Tensor(2, 3))) --> 3 2
return function(module, tensor)
   local kind = torch.type(module)
   if kind:match 'LookupTable' or kind:match 'Embedding' then
      return tensor:size(1), tensor:size(tensor:dim())
   end
   local area = (module.kT or 1) * (module.kH or 1) * (module.kW or 1)
   if kind:match 'Convolution' and module.nInputPlane then
      return module.nInputPlane * area, module.nOutputPlane * area
   elseif kind:match 'TemporalConvolution' then
      return module.inputFrameSize * area, module.outputFrameSize * area
   elseif tensor:dim() == 1 then
      return tensor:size(1), tensor:size(1)
   end
   local outputs = tensor:size(1)
   return tensor:nElement() / outputs, outputs
end
