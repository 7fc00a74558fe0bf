--- cresset.picture - tensors as PNG files.

require 'cbind.own'.add()
local torch = require 'torch'
local cr = require 'cbind'
local own = require 'cbind.own'
local describe = require 'torch.explain'.describe

local picture = {}

--- Write a picture: H x W or 3 x H x W, from 0 (black) to 1; what is beyond is cut off.
function picture.save(path, image)
   if type(path) ~= 'string' or not torch.isTensor(image) then
      local text = 'picture.save: arguments are %s and %s, expected a path and a tensor'
      own.raise(text:format(describe(path), describe(image)))
   end
   local bytes = image:double():clone():mul(255):add(0.5):clamp(0, 255):floor():byte()
   cr.png_write(path, bytes)
end

--- N x H x W as one picture of tiles, `columns` in a row, each from its smallest value
-- (black) to its largest (white). zoom: pixels of an element (1); one pixel lies
-- between.
function picture.tiles(images, columns, zoom)
   zoom = zoom or 1
   local count, height, width = images:size(1), images:size(2), images:size(3)
   local rows = math.ceil(count / columns)
   local result = torch.FloatTensor(rows * (height * zoom + 1) - 1,
      columns * (width * zoom + 1) - 1):fill(0.5)
   for i = 1, count do
      local tile = images:select(1, i):float():clone()
      local low, high = tile:min(), tile:max()
      tile:add(-low):div(high > low and high - low or 1)
      local top = math.floor((i - 1) / columns) * (height * zoom + 1)
      local left = (i - 1) % columns * (width * zoom + 1)
      local place = result:narrow(1, top + 1, height * zoom)
      place = place:narrow(2, left + 1, width * zoom)
      local big = tile:view(height, 1, width, 1):expand(height, zoom, width, zoom)
      place:copy(big:clone():view(height * zoom, width * zoom))
   end
   return result
end

return picture
