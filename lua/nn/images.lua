--- images.lua - what layers for images share: a single image C x H x W is a batch of one.

local cr = require 'cbind'
local expect = require 'nn.expect'

local images = {}

--- The tensor as N x C x H x W, and whether it was a single image.
function images.batch(layer, name, tensor, like)
   expect.tensor(layer, name, tensor, like)
   if tensor.ndim == 4 then return tensor, false end
   if tensor.ndim == 3 then return tensor:unsqueeze(1), true end
   expect.fail(layer, '%s is %s, expected C x H x W or N x C x H x W', name,
      expect.describe(tensor))
end

--- Let a result be a single image where its input was.
function images.unbatch(tensor, isSingle)
   if isSingle and tensor.ndim == 4 then cr.squeeze_dimension(tensor, tensor, 0) end
   return tensor
end

--- gradOutput in the form of `output`, whose sizes it must have.
function images.gradient(layer, gradOutput, output)
   expect.tensor(layer, 'gradOutput', gradOutput, output)
   if not gradOutput:isSameSizeAs(output) then
      expect.fail(layer, 'gradOutput is %s but output is %s',
         expect.describe(gradOutput), expect.describe(output))
   end
   return gradOutput.ndim == 3 and gradOutput:unsqueeze(1) or gradOutput
end

--- ', 2,2, 1,1': steps and padding for the text of a layer; what is usual is left out.
function images.geometryText(layer)
   local dW, dH, padW, padH = layer.dW, layer.dH, layer.padW or 0, layer.padH or 0
   local pads = padW ~= 0 or padH ~= 0
   local text = ''
   if dW ~= 1 or dH ~= 1 or pads then text = (', %d,%d'):format(dW, dH) end
   if pads then text = text .. (', %d,%d'):format(padW, padH) end
   return text
end

return images
