--- upsample.lua - what upsampling layers share.

local cr = require 'cbind'
local expect = require 'nn.expect'
local images = require 'nn.images'
local volumes = require 'nn.volumes'

local upsample = {}

local NAMES = { 'odepth', 'oheight', 'owidth' }

--- Set the scale of a layer, a whole number, or the sizes { odepth =, oheight =, owidth =
-- } of its output, of which odepth may lack.
function upsample.init(layer, params)
   if type(params) == 'table' then
      for i, name in ipairs(NAMES) do
         layer[name] = params[name]
         if i > 1 or params[name] ~= nil then expect.count(layer, name, params[name]) end
      end
   else
      layer.scale_factor = params
      expect.count(layer, 'scale_factor', params)
   end
end

local function form(tensor)
   return type(tensor) == 'cdata' and tensor.ndim == 5 and volumes or images
end

--- Set layer.inputSize and layer.outputSize for an input.
function upsample.setSize(layer, input)
   local sizes, sides = input:size(), input:dim() == 5 and 3 or 2
   layer.inputSize, layer.outputSize = input:size(), input:size()
   for i = 1, sides do
      local d, name = #sizes - sides + i, NAMES[#NAMES - sides + i]
      layer.outputSize[d] = layer.scale_factor and sizes[d] * layer.scale_factor
         or layer[name] or sizes[d]
   end
end

-- Images as volumes of one slice, and back.
local function deepen(tensor)
   return tensor:dim() == 4 and tensor:unsqueeze(3) or tensor
end

local function finish(result, isImage, isSingle)
   if isImage then cr.squeeze_dimension(result, result, 2) end
   return images.unbatch(result, isSingle)
end

--- layer.output by the kernel named, 'nearest' or 'linear'.
function upsample.forward(layer, input, kernel)
   local forms = form(input)
   local batch, isSingle = forms.batch(layer, 'input', input, layer.output)
   upsample.setSize(layer, input)
   local sizes, isImage = layer.outputSize, forms == images
   cr['upsample_' .. kernel](layer.output, deepen(batch), isImage and 1
      or sizes[#sizes - 2], sizes[#sizes - 1], sizes[#sizes])
   return finish(layer.output, isImage, isSingle)
end

function upsample.backward(layer, input, gradOutput, kernel)
   local forms = form(input)
   local batch, isSingle = forms.batch(layer, 'input', input, layer.gradInput)
   gradOutput = deepen(forms.gradient(layer, gradOutput, layer.output))
   local sizes = deepen(batch).sizes
   cr[('upsample_%s_backward'):format(kernel)](layer.gradInput, gradOutput, sizes[2],
      sizes[3], sizes[4])
   return finish(layer.gradInput, forms == images, isSingle)
end

return upsample
