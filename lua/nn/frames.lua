--- frames.lua - what layers for sequences share: a single sequence T x F is a batch of
-- one.

local cr = require 'cbind'
local expect = require 'nn.expect'

local frames = {}

--- The tensor as N x T x F, and whether it was a single sequence.
function frames.batch(layer, name, tensor, like)
   expect.tensor(layer, name, tensor, like)
   if tensor.ndim == 3 then return tensor, false end
   if tensor.ndim == 2 then return tensor:unsqueeze(1), true end
   expect.fail(layer, '%s is %s, expected T x F or N x T x F: frames and their features',
      name, expect.describe(tensor))
end

--- The same, of frames with this many features.
function frames.of(layer, tensor, features, like)
   local batch, isSingle = frames.batch(layer, 'input', tensor, like)
   if batch.sizes[2] ~= features then
      expect.fail(layer,
         'input has %d features but the layer was made for %d; input is %s',
            batch:size(3), features, expect.describe(tensor))
   end
   return batch, isSingle
end

--- How many windows of `size` frames, `step` apart, there are in a sequence.
function frames.windows(layer, batch, size, step)
   local count = math.floor((batch:size(2) - size) / step) + 1
   if count < 1 then
      expect.fail(layer, 'input has %d frames, expected %d or more for a kernel of that '
         .. 'size', batch:size(2), size)
   end
   return count
end

--- Let a result be a single sequence where its input was.
function frames.unbatch(tensor, isSingle)
   if isSingle and tensor.ndim == 3 then cr.squeeze_dimension(tensor, tensor, 0) end
   return tensor
end

--- gradOutput as N x T x F; it must have the sizes of `output`.
function frames.gradient(layer, gradOutput, output)
   expect.tensor(layer, 'gradOutput', gradOutput, output)
   if not gradOutput:isSameSizeAs(output) then
      expect.fail(layer, 'gradOutput is %s but output is %s',
         expect.describe(gradOutput), expect.describe(output))
   end
   return gradOutput.ndim == 2 and gradOutput:unsqueeze(1) or gradOutput
end

return frames
