--- volumes.lua - what layers for videos and volumes share: a single one, C x T x H x W,
-- is a batch of one.

local cr = require 'cbind'
local expect = require 'nn.expect'

local volumes = {}

--- The tensor as N x C x T x H x W, and whether it was a single volume.
function volumes.batch(layer, name, tensor, like)
   expect.tensor(layer, name, tensor, like)
   if tensor.ndim == 5 then return tensor, false end
   if tensor.ndim == 4 then return tensor:unsqueeze(1), true end
   expect.fail(layer, '%s is %s, expected C x T x H x W or N x C x T x H x W', name,
      expect.describe(tensor))
end

--- Let a result be a single volume where its input was.
function volumes.unbatch(tensor, isSingle)
   if isSingle and tensor.ndim == 5 then cr.squeeze_dimension(tensor, tensor, 0) end
   return tensor
end

--- gradOutput as N x C x O x P x Q; it must have the sizes of `output`.
function volumes.gradient(layer, gradOutput, output)
   expect.tensor(layer, 'gradOutput', gradOutput, output)
   if not gradOutput:isSameSizeAs(output) then
      expect.fail(layer, 'gradOutput is %s but output is %s',
         expect.describe(gradOutput), expect.describe(output))
   end
   return gradOutput.ndim == 4 and gradOutput:unsqueeze(1) or gradOutput
end

--- Set the named fields of a layer and check that they are whole numbers of `least` or
-- more.
function volumes.counts(layer, least, fields)
   for name, value in pairs(fields) do
      layer[name] = value
      expect.count(layer, name, value, least)
   end
end

--- ', 2,2,2, 1,1,1': steps and padding for the text of a layer; what is usual is left
-- out.
function volumes.geometryText(layer)
   local padT, padW, padH = layer.padT or 0, layer.padW or 0, layer.padH or 0
   local pads = padT ~= 0 or padW ~= 0 or padH ~= 0
   local text = ''
   if layer.dT ~= 1 or layer.dW ~= 1 or layer.dH ~= 1 or pads then
      text = (', %d,%d,%d'):format(layer.dT, layer.dW, layer.dH)
   end
   if pads then text = text .. (', %d,%d,%d'):format(padT, padW, padH) end
   return text
end

return volumes
