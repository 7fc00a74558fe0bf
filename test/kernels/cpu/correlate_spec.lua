--- conv2, xcorr2, conv3 and xcorr3 at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local filled = require 'test.support.filled'
local eachLevel = require 'test.support.levels'

local FLOATS = { Half = 2e-2, BFloat16 = 0.1, Float = 1e-5, Double = 1e-13 }
local WRAPS = { Byte = 2 ^ 8, Char = 2 ^ 8, Short = 2 ^ 16 }

-- The number as the type keeps it.
local function kept(kind, x)
   local wrap = WRAPS[kind]
   if not wrap then return x end
   x = x % wrap
   return kind ~= 'Byte' and x >= wrap / 2 and x - wrap or x
end

-- Element (c, d, h, w) of a list of planes of this size; 0 outside.
local function at(list, size, c, d, h, w)
   local inside = d >= 0 and d < size[1] and h >= 0 and h < size[2] and w >= 0
      and w < size[3]
   return inside and list[((c * size[1] + d) * size[2] + h) * size[3] + w] or 0
end

-- output[k][p] by its definition. input C x D x H x W, kernel K x C x d x h x w; own: each
-- plane has its kernel, K x 1 x ...
local function expected(case, input, kernel, isConv, mode)
   local n, m, from, size, list = case.input, case.kernel, {}, {}, {}
   local x, w = filled.list(input), filled.list(kernel)
   for d = 1, 3 do
      from[d] = mode == 'F' and 1 - m[d] or 0
      size[d] = mode == 'F' and n[d] + m[d] - 1 or n[d] - m[d] + 1
   end
   for k = 0, case.outputs - 1 do
      for d = 0, size[1] - 1 do
         for h = 0, size[2] - 1 do
            for v = 0, size[3] - 1 do
               local sum = 0
               for c = 0, case.planes - 1 do
                  for a = 0, m[1] - 1 do
                     for b = 0, m[2] - 1 do
                        for e = 0, m[3] - 1 do
                           local A, B, E = a, b, e
                           if isConv then A, B, E = m[1] - 1 - a, m[2] - 1 - b, m[3] - 1 - e end
                           sum = sum + at(w, m, k * case.planes + c, A, B, E)
                              * at(x, n, case.own and k or c, d + a + from[1], h + b + from[2],
                                 v + e + from[3])
                        end
                     end
                  end
               end
               list[#list + 1] = sum
            end
         end
      end
   end
   return list, size
end

-- Sizes D, H, W of the image and the kernel; in two dimensions D is 1.
local SIZES = {
   [2] = { { { 1, 4, 5 }, { 1, 2, 3 } }, { { 1, 3, 3 }, { 1, 3, 3 } },
      { { 1, 5, 150 }, { 1, 1, 7 } } },
   [3] = { { { 3, 4, 5 }, { 2, 2, 3 } }, { { 2, 2, 70 }, { 1, 2, 2 } } },
}
local FORMS = { { planes = 1, outputs = 1 }, { planes = 1, outputs = 3, own = true },
   { planes = 3, outputs = 2 }, { planes = 1, outputs = 2 } }

-- The tensor of a form: in two dimensions without D, in the first form without planes.
local function made(kind, dims, leading, size, strided)
   local sizes = { unpack(leading) }
   for d = 4 - dims, 3 do sizes[#sizes + 1] = size[d] end
   local x = filled.tensor(kind, unpack(sizes))
   return strided and filled.strided(x) or x
end

local function check(kind, dims, form, sizes, strided)
   local case = { input = sizes[1], kernel = sizes[2] }
   for name, value in pairs(FORMS[form]) do case[name] = value end
   local alone = form == 1
   local images = case.own and case.outputs or case.planes
   local x = made(kind, dims, alone and {} or { images }, case.input, strided)
   local kernel = made(kind, dims, alone and {} or case.own and { images }
      or { case.outputs, case.planes }, case.kernel, strided)
   for _, name in ipairs { 'conv', 'xcorr' } do
      for _, mode in ipairs { 'V', 'F' } do
         local wanted, size = expected(case, x, kernel, name == 'conv', mode)
         local y = torch[name .. dims](x, kernel, mode)
         local what = ('%s %s%d %s form %d'):format(kind, name, dims, mode, form)
         assert(y:dim() == dims + (alone and 0 or 1) and y:size(y:dim()) == size[3]
            and y:nElement() == #wanted, what)
         local list = {}
         for i, value in ipairs(wanted) do list[i - 1] = kept(kind, value) end
         filled.near(list, y, FLOATS[kind] or 0, what)
      end
   end
end

describe('sliding products', function()
   for _, kind in ipairs { 'Byte', 'Char', 'Short', 'Int', 'Long', 'Half', 'BFloat16',
      'Float', 'Double' } do
      it('are sums by their definition, of ' .. kind, function()
         eachLevel(function()
            for dims = 2, 3 do
               for form = 1, #FORMS do
                  for i, sizes in ipairs(SIZES[dims]) do
                     check(kind, dims, form, sizes, i == 1)
                  end
               end
            end
         end)
      end)
   end

   it('are valid unless told to be full', function()
      local x, kernel = torch.ones(4, 5), torch.ones(2, 2)
      assert.are.same({ 3, 4 }, torch.conv2(x, kernel):size():totable())
      assert.are.same({ 5, 6 }, x:xcorr2(kernel, 'F'):size():totable())
   end)

   it('may be written where they are read', function()
      local x = torch.Tensor { { 1, 2, 3 } }
      torch.conv2(x, x, torch.Tensor { { 1, 10 } })
      assert.are.same({ { 12, 23 } }, x:totable())
   end)

   it('name what is wrong', function()
      local x, y, is = torch.Tensor(2, 2), torch.Tensor(), ' torch.DoubleTensor '
      local function refuses(text, ...)
         local call = { ... }
         assert.has_error(function() cr.conv2(unpack(call)) end, 'conv2: ' .. text)
      end
      refuses('kernel' .. is .. '3x1 is larger than' .. is:sub(1, -2) .. ' 2x2', y, x,
         torch.Tensor(3, 1), 'V')
      refuses("mode is 'Q', expected 'V' (valid) or 'F' (full)", y, x, x, 'Q')
      refuses('tensor is' .. is .. '2x2 and kernel is' .. is .. '2, expected 2D and 2D, '
         .. '3D and 3D, or 3D and 4D', y, x, torch.Tensor(2), 'V')
      refuses('kernel is' .. is .. '3x1x1, expected 2 planes as in' .. is:sub(1, -2)
         .. ' 2x2x2', y, torch.Tensor(2, 2, 2), torch.Tensor(3, 1, 1), 'V')
      refuses('kernel is torch.FloatTensor 2x2 but tensor is' .. is .. '2x2', y, x,
         torch.FloatTensor(2, 2), 'V')
      assert.are.equal(0, y:dim())
   end)
end)
