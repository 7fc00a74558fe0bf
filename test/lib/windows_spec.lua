--- The checks of pooling over volumes, padding, upsampling, and of convolutions over
-- volumes and with unshared weights.

local torch = require 'torch'
local cr = require 'cbind'

local function message(name, ...)
   local arguments, count = { ... }, select('#', ...)
   local ok, text = pcall(function() cr[name](unpack(arguments, 1, count)) end)
   assert.is_false(ok)
   return (tostring(text):gsub('^[^:]*:%d+: ', ''))
end

local float, long = torch.FloatTensor, torch.LongTensor

describe('pooling over volumes', function()
   local x, y, indices = float(2, 3, 4, 8, 8), float(), long()

   it('names the tensor that does not fit', function()
      assert.are.equal(
         'max_pool3d: input is torch.FloatTensor 8x8, expected N x C x T x H x W',
         message('max_pool3d', y, indices, float(8, 8), 2, 2, 2, 2, 2, 2, 0, 0, 0, 1, 1,
            1, 0))
      assert.are.equal(
         'max_pool3d: indices is torch.IntTensor empty, expected torch.LongTensor',
         message('max_pool3d', y, torch.IntTensor(), x, 2, 2, 2, 2, 2, 2, 0, 0, 0, 1, 1,
            1, 0))
      assert.are.equal(
         'average_pool3d: gradOutput is torch.FloatTensor 2x3x2x4x3, expected 2x3x2x4x4',
         message('average_pool3d_backward', y, float(2, 3, 2, 4, 3), 4, 8, 8, 2, 2, 2, 2,
            2, 2, 0, 0, 0, 0, 1))
      assert.are.equal(
         'adaptive_max_pool: indices is torch.LongTensor 2x3x2x2, expected 2x2x3x2x2',
         message('adaptive_max_pool_backward', y, float(2, 3, 2, 2), long(2, 3, 2, 2), 8,
            8))
      assert.are.equal('feature_pool: input is torch.FloatTensor 2x3x4x4, expected 4 ' ..
         'features or more for windows of that width', message('feature_pool', y,
         float(2, 3, 4, 4), 4, 1, 2))
      assert.are.equal('fractional_max_pool: samples is torch.FloatTensor 2x3x2, ' ..
         'expected 2x3x3 for input torch.FloatTensor 2x3x4x8x8',
         message('fractional_max_pool', y, indices, x, float(2, 3, 2), 2, 2, 2, 2, 2, 2))
   end)

   it('says when volumes are too small for the windows', function()
      assert.are.equal(
         'max_pool3d: volumes of 4x8x8 with padding 0x0x0 are too small for a ' ..
         'kernel of 5x2x2', message('max_pool3d', y, indices, x, 5, 2, 2, 1, 1, 1, 0, 0, 0, 1, 1, 1,
            0))
      assert.are.equal('fractional_max_pool: input torch.FloatTensor 2x3x4x8x8 has 8 ' ..
         'elements along a side, too few for 8 windows of 2',
         message('fractional_max_pool', y, indices, x, float(2, 3, 3), 2, 2, 2, 2, 8, 2))
   end)

   it('names a number out of range', function()
      assert.are.equal('max_pool3d: kT is 0, expected 1 to 2147483647',
         message('max_pool3d', y, indices, x, 0, 2, 2, 2, 2, 2, 0, 0, 0, 1, 1, 1, 0))
      assert.are.equal('max_pool3d: padW is 2, expected 0 to 1, half of kW',
         message('max_pool3d', y, indices, x, 2, 2, 2, 2, 2, 2, 0, 0, 2, 1, 1, 1, 0))
      assert.are.equal('max_pool3d: dilationH is -1, expected 1 to 2147483647',
         message('max_pool3d', y, indices, x, 2, 2, 2, 2, 2, 2, 0, 0, 0, 1, -1, 1, 0))
      assert.are.equal(
         'adaptive_average_pool: output width is 0, expected 1 to 2147483647',
         message('adaptive_average_pool', y, float(1, 1, 2, 2), 1, 0))
      assert.are.equal('feature_pool: power is -1, expected above 0',
         message('feature_pool', y, float(1, 2, 1, 1), 1, 1, -1))
      assert.are.equal('lrn: size is 4, expected an odd number of 1 or more',
         message('lrn', y, float(), float(1, 2, 1, 1), 4, 1, 1, 1))
      assert.are.equal('fractional_max_pool: a sample is 2, expected 0 to 1',
         message('fractional_max_pool', y, indices, x, float(2, 3, 3):fill(2), 2, 2, 2, 2,
            2, 2))
   end)

   it('refuses indices that lie outside of the input', function()
      local dy, at = float(1, 1, 1, 1, 1):fill(1), long(1, 1, 1, 1, 1)
      assert.are.equal('max_pool: index 9 lies outside of the input',
         message('max_pool3d_backward', y, dy, at:fill(9), 2, 2, 2))
      assert.are.equal('max_pool: index -1 lies outside of the input',
         message('max_pool3d_backward', y, dy, at:fill(-1), 2, 2, 2))
      for _, wrong in ipairs { -3, 3, 2 ^ 40 } do
         assert.are.equal(('max_pool: index %d lies outside of the input'):format(wrong),
            message('adaptive_max_pool_backward', y, float(1, 1, 1, 1):fill(1),
               long(2, 1, 1, 1, 1):fill(wrong), 2, 2))
      end
   end)
end)

describe('padding and upsampling', function()
   local x, y = float(1, 2, 1, 3, 4), float()

   it('says how much may be mirrored, and when nothing is left', function()
      assert.are.equal('pad: left padding is 4, expected at most 3',
         message('pad', y, x, 4, 0, 0, 0, 0, 0, 1))
      assert.are.equal('pad: output height is 0, expected 1 to 2147483647',
         message('pad', y, x, 0, 0, -2, -1, 0, 0, 0))
      assert.are.equal('upsample_nearest: output width is 0, expected 1 to 2147483647',
         message('upsample_nearest', y, x, 1, 3, 0))
      assert.are.equal(
         'pad: gradOutput is torch.FloatTensor 1x2x1x3x4, expected 1x2x1x3x5',
         message('pad_backward', y, x, 1, 3, 4, 1, 0, 0, 0, 0, 0, 0))
   end)
end)

describe('convolutions over volumes and with unshared weights', function()
   local x, w, y = float(2, 3, 4, 5, 6), float(4, 3, 3, 3, 3), float()

   it('name the tensor that does not fit', function()
      assert.are.equal(
         'convolve3d: input is torch.FloatTensor 3x5x6, expected N x C x T x H x W',
         message('convolve3d', y, float(3, 5, 6), w, nil, 1, 1, 1, 0, 0, 0, 1, 1, 1))
      assert.are.equal(
         'convolve3d: input has 3 planes but weight is torch.FloatTensor 4x2x3x3x3',
         message('convolve3d', y, x, float(4, 2, 3, 3, 3), nil, 1, 1, 1, 0, 0, 0, 1, 1,
            1))
      assert.are.equal(
         'convolve3d: bias is torch.FloatTensor 3, expected 4, one for each output ' ..
         'channel',
         message('convolve3d', y, x, w, float(3), 1, 1, 1, 0, 0, 0, 1, 1, 1))
      assert.are.equal(
         'convolve3d: gradOutput is torch.FloatTensor 2x4x2x3x3, expected 2x4x2x3x4',
         message('convolve3d_backward_weight', w, nil, x, float(2, 4, 2, 3, 3), 1, 1, 1,
            1, 0, 0, 0, 1, 1, 1))
      assert.are.equal('convolve_local: weight is torch.FloatTensor 3x3x1x2x2x2, ' ..
         'expected 3x4x1x2x2x2 for images of 2x4x5', message('convolve_local', y,
         float(1, 2, 4, 5), float(3, 3, 1, 2, 2, 2), float(1, 3, 4), 1, 1, 0, 0))
   end)

   it('say when volumes are too small, and name numbers out of range', function()
      assert.are.equal('convolve3d: volumes of 4x5x6 with padding 0x0x0 are too small ' ..
         'for a kernel of 3x3x3 with dilation 2x1x1',
         message('convolve3d', y, x, w, nil, 1, 1, 1, 0, 0, 0, 2, 1, 1))
      assert.are.equal('convolve3d: dT is 0, expected 1 to 2147483647',
         message('convolve3d', y, x, w, nil, 0, 1, 1, 0, 0, 0, 1, 1, 1))
      assert.are.equal('convolve_local: padH is -1, expected 0 to 2147483647',
         message('convolve_local', y, float(1, 2, 4, 5), float(3, 4, 1, 2, 2, 2),
            float(1, 3, 4), 1, 1, -1, 0))
   end)

   it('leave the output as it was when they fail', function()
      local kept = float(2):fill(7)
      message('convolve3d', kept, x, w, float(3), 1, 1, 1, 0, 0, 0, 1, 1, 1)
      assert.are.same({ 7, 7 }, kept:totable())
   end)
end)
