--- channels.lua - one number for each channel of N x C x ..., added and summed.

local cr = require 'cbind'

local channels = {}

--- The vector in the shape of `tensor`, repeated along all dimensions but the second.
function channels.spread(vector, tensor)
   local sizes = {}
   for d = 1, tensor.ndim do sizes[d] = d == 2 and vector:size(1) or 1 end
   return vector:view(unpack(sizes)):expandAs(tensor)
end

--- tensor[n][c] = tensor[n][c] + bias[c]. bias nil: nothing.
function channels.add(tensor, bias)
   if bias then cr.add(tensor, tensor, 1, channels.spread(bias, tensor)) end
end

--- layer[name] = layer[name] + scale * the sums of each channel, if there is such a
-- field.
function channels.accumulate(layer, name, gradOutput, scale)
   if not layer[name] then return end
   layer._sums = layer._sums or gradOutput.new()
   local sums, n, c = layer._sums, gradOutput:size(1), gradOutput:size(2)
   cr.sum(sums, gradOutput:contiguous():view(n, c, -1), 2)
   local list = sums:view(n, c)
   layer[name]:add(scale, n == 1 and list:select(1, 1) or list:sum(1):select(1, 1))
end

return channels
