--- PNG files: what is written is read back by a decoder of a few lines, and gzip.

local torch = require 'torch'
local cr = require 'cbind'

local function content(path)
   local file = assert(io.open(path, 'rb'))
   local text = file:read '*a'
   file:close()
   return text
end

local function number(text, at)
   local a, b, c, d = text:byte(at, at + 3)
   return ((a * 256 + b) * 256 + c) * 256 + d
end

-- The chunks of a file by name; data of equal names are joined.
local function chunks(text)
   assert.are.equal('\137PNG\r\n\26\n', text:sub(1, 8))
   local found, at = {}, 9
   while at < #text do
      local length, name = number(text, at), text:sub(at + 4, at + 7)
      found[name] = (found[name] or '') .. text:sub(at + 8, at + 7 + length)
      at = at + 12 + length
   end
   assert.is_string(found.IEND)
   return found
end

-- zlib data without header and checksum is what gzip expects after a header of its own.
local function inflate(data)
   local path = os.tmpname()
   local file = assert(io.open(path, 'wb'))
   file:write('\31\139\8\0\0\0\0\0\0\3', data:sub(3, -5))
   file:close()
   local pipe = io.popen('gzip -dc < ' .. path .. ' 2>/dev/null')
   local text = pipe:read '*a'
   pipe:close()
   os.remove(path)
   return text
end

local function paeth(a, b, c)
   local p = a + b - c
   local pa, pb, pc = math.abs(p - a), math.abs(p - b), math.abs(p - c)
   return (pa <= pb and pa <= pc) and a or pb <= pc and b or c
end

local predict = { [0] = function() return 0 end, function(a) return a end,
   function(_, b) return b end, function(a, b) return math.floor((a + b) / 2) end, paeth }

-- The bytes of each row, colours side by side.
local function decode(path)
   local found = chunks(content(path))
   local width, height = number(found.IHDR, 1), number(found.IHDR, 5)
   local step = found.IHDR:byte(10) == 2 and 3 or 1
   local raw, rows = inflate(found.IDAT), { [0] = {} }
   for y = 1, height do
      local at, row, above = (y - 1) * (width * step + 1) + 1, {}, rows[y - 1]
      local filter = predict[raw:byte(at)]
      for x = 1, width * step do
         row[x] = (raw:byte(at + x) + filter(row[x - step] or 0, above[x] or 0,
            above[x - step] or 0)) % 256
      end
      rows[y] = row
   end
   rows[0] = nil
   return rows
end

local function random(...)
   local image = torch.ByteTensor(...)
   local storage = image:storage()
   for i = 1, #storage do storage[i] = (i * 7919 + i * i % 13) % 256 end
   return image
end

describe('cr_png_write', function()
   local path = os.tmpname()

   it('writes grey pictures', function()
      local image = random(13, 31)
      cr.png_write(path, image)
      assert.are.same(image:totable(), decode(path))
   end)

   it('writes coloured pictures, contiguous or not', function()
      local image = random(3, 17, 9)
      for _, view in ipairs { image, image:transpose(2, 3) } do
         cr.png_write(path, view)
         local rows = decode(path)
         for c = 1, 3 do
            for y = 1, view:size(2) do
               for x = 1, view:size(3) do
                  assert.are.equal(view[c][y][x], rows[y][(x - 1) * 3 + c])
               end
            end
         end
      end
   end)

   it('leaves the old file and no other when it fails', function()
      local image = random(2, 2)
      cr.png_write(path, image)
      local before = content(path)
      assert.has_error(function() cr.png_write(path, torch.ByteTensor(4, 2, 2)) end,
         'png: image is torch.ByteTensor 4x2x2, expected H x W or 3 x H x W')
      assert.has_error(function() cr.png_write(path, torch.FloatTensor(2, 2)) end,
         'png: image is torch.FloatTensor 2x2, expected torch.ByteTensor')
      assert.has_error(function() cr.png_write(path, torch.ByteTensor()) end)
      assert.are.equal(before, content(path))
      assert.has_error(function() cr.png_write('/nonexistent/a.png', image) end,
         'png: /nonexistent/a.png: cannot open: No such file or directory')
      assert.has_error(function() cr.png_write('/dev/full', image) end,
         'png: /dev/full: cannot write: No space left on device')
      os.remove(path)
   end)
end)
