--- The checks of convolutions and pooling.

local torch = require 'torch'
local cr = require 'cbind'
local filled = require 'test.support.filled'

local function message(name, ...)
   local arguments, count = { ... }, select('#', ...)
   local ok, text = pcall(function() cr[name](unpack(arguments, 1, count)) end)
   assert.is_false(ok)
   return (tostring(text):gsub('^[^:]*:%d+: ', ''))
end

local float = torch.FloatTensor

describe('convolve', function()
   local x, w, y = float(2, 3, 8, 8), float(4, 3, 3, 3), float()

   it('names the tensor that does not fit', function()
      assert.are.equal(
         'convolve: input is torch.FloatTensor 3x8x8, expected N x C x H x W',
         message('convolve', y, float(3, 8, 8), w, nil, 1, 1, 0, 0, 1, 1, 1))
      assert.are.equal(
         'convolve: weight is torch.FloatTensor 4x27, expected K x C x R x S',
         message('convolve', y, x, float(4, 27), nil, 1, 1, 0, 0, 1, 1, 1))
      assert.are.equal(
         'convolve: input is torch.FloatTensor 2x3x8x8, expected N x C x H x W ' ..
         'with C = 2 x 1 for weight torch.FloatTensor 4x2x3x3',
         message('convolve', y, x, float(4, 2, 3, 3), nil, 1, 1, 0, 0, 1, 1, 1))
      assert.are.equal(
         'convolve: bias is torch.FloatTensor 3, expected 4, one for each ' ..
         'output channel',
         message('convolve', y, x, w, float(3), 1, 1, 0, 0, 1, 1, 1))
      assert.are.equal(
         'convolve: weight is torch.FloatTensor 4x3x3x3, expected a multiple of ' ..
         '3 output channels, one for each group',
         message('convolve', y, x, w, nil, 1, 1, 0, 0, 1, 1, 3))
      assert.are.equal(
         'convolve: gradOutput is torch.FloatTensor 2x4x5x6, expected 2x4x6x6',
         message('convolve_backward_input', y, float(2, 4, 5, 6), w, 8, 8, 1, 1, 0, 0,
            1, 1, 1))
      assert.are.equal(
         'convolve: gradOutput is torch.FloatTensor 1x4x6x6, expected 2x4x6x6',
         message('convolve_backward_weight', w, nil, x, float(1, 4, 6, 6), 1, 1, 1, 0,
            0, 1, 1, 1))
      assert.are.equal(
         'convolve: gradBias is torch.FloatTensor 3, expected 4, one for each ' ..
         'output channel',
         message('convolve_backward_weight', w, float(3), x, float(2, 4, 6, 6), 1, 1,
            1, 0, 0, 1, 1, 1))
   end)

   it('says when images are too small for the kernel', function()
      assert.are.equal(
         'convolve: images of 8x8 with padding 0x0 are too small for a kernel ' ..
         'of 3x3 with dilation 4x4',
         message('convolve', y, x, w, nil, 1, 1, 0, 0, 4, 4, 1))
   end)

   it('says when padding is beyond all memory', function()
      local most = 2147483647
      assert.are.equal('convolve: images of 8x8 with padding 2147483647x2147483647 ' ..
         'are too large for any memory', message('convolve_backward_input', y,
         float(2, 4, 3, 3), w, 8, 8, most, most, most, most, 1, 1, 1))
   end)

   it('refuses a weight without elements', function()
      assert.are.equal('convolve: weight is torch.FloatTensor 4x0x3x3, ' ..
         'expected K x C x R x S, each at least 1',
         message('convolve', y, x, filled.empty('Float', 4, 0, 3, 3), nil, 1, 1, 0, 0,
            1, 1, 1))
   end)

   it('names a number out of range', function()
      assert.are.equal('convolve: dH is 0, expected 1 to 2147483647',
         message('convolve', y, x, w, nil, 0, 1, 0, 0, 1, 1, 1))
      assert.are.equal('convolve: dW is -1, expected 1 to 2147483647',
         message('convolve', y, x, w, nil, 1, -1, 0, 0, 1, 1, 1))
      assert.are.equal('convolve: padH is -1, expected 0 to 2147483647',
         message('convolve', y, x, w, nil, 1, 1, -1, 0, 1, 1, 1))
      assert.are.equal('convolve: padW is -1, expected 0 to 2147483647',
         message('convolve', y, x, w, nil, 1, 1, 0, -1, 1, 1, 1))
      assert.are.equal('convolve: dilationH is 0, expected 1 to 2147483647',
         message('convolve', y, x, w, nil, 1, 1, 0, 0, 0, 1, 1))
      assert.are.equal('convolve: dilationW is 0, expected 1 to 2147483647',
         message('convolve', y, x, w, nil, 1, 1, 0, 0, 1, 0, 1))
      assert.are.equal('convolve: groups is 0, expected 1 to 2147483647',
         message('convolve', y, x, w, nil, 1, 1, 0, 0, 1, 1, 0))
   end)

   it('refuses integers and mixed types', function()
      local int = torch.IntTensor
      assert.are.equal(
         'convolve: input is torch.IntTensor 1x1x3x3, expected a float type; ' ..
         'convert it first',
         message('convolve', int(), int(1, 1, 3, 3), int(1, 1, 3, 3), nil, 1, 1, 0, 0,
            1, 1, 1))
      assert.are.equal(
         'convolve: weight is torch.DoubleTensor 4x3x3x3 but input is ' ..
         'torch.FloatTensor 2x3x8x8',
         message('convolve', y, x, torch.DoubleTensor(4, 3, 3, 3), nil, 1, 1, 0, 0, 1,
            1, 1))
   end)

   it('leaves the output as it was when it fails', function()
      local kept = float(2):fill(7)
      message('convolve', kept, x, w, float(3), 1, 1, 0, 0, 1, 1, 1)
      assert.are.equal(1, kept:dim())
      assert.are.equal(7, kept[2])
   end)
end)

describe('pooling', function()
   local x, y, indices = float(2, 3, 8, 8), float(), torch.LongTensor()

   it('names the tensor that does not fit', function()
      assert.are.equal('max_pool: input is torch.FloatTensor 8x8, expected N x C x H x W',
         message('max_pool', y, indices, float(8, 8), 2, 2, 2, 2, 0, 0, 0))
      assert.are.equal(
         'max_pool: indices is torch.IntTensor empty, expected torch.LongTensor',
         message('max_pool', y, torch.IntTensor(), x, 2, 2, 2, 2, 0, 0, 0))
      assert.are.equal(
         'max_pool: indices is torch.LongTensor 2x3x4x3 but gradOutput is ' ..
         'torch.FloatTensor 2x3x4x4',
         message('max_pool_backward', y, float(2, 3, 4, 4), torch.LongTensor(2, 3, 4,
            3), 8, 8))
      assert.are.equal(
         'average_pool: gradOutput is torch.FloatTensor 2x3x4x3, expected ' ..
         '2x3x4x4',
         message('average_pool_backward', y, float(2, 3, 4, 3), 8, 8, 2, 2, 2, 2, 0, 0,
            0, 1))
   end)

   it('says when images are too small for the kernel', function()
      assert.are.equal(
         'max_pool: images of 8x8 with padding 0x0 are too small for a kernel ' ..
         'of 9x9',
         message('max_pool', y, indices, x, 9, 9, 1, 1, 0, 0, 0))
      assert.are.equal(
         'average_pool: images of 8x8 with padding 0x0 are too small for a ' ..
         'kernel of 3x9',
         message('average_pool', y, x, 3, 9, 1, 1, 0, 0, 0, 1))
   end)

   it('names a number out of range', function()
      assert.are.equal('max_pool: kH is 0, expected 1 to 2147483647',
         message('max_pool', y, indices, x, 0, 2, 2, 2, 0, 0, 0))
      assert.are.equal('average_pool: dW is 0, expected 1 to 2147483647',
         message('average_pool', y, x, 2, 2, 2, 0, 0, 0, 0, 1))
      assert.are.equal('max_pool: padW is 2, expected 0 to 1, half of kW',
         message('max_pool', y, indices, x, 3, 3, 2, 2, 1, 2, 0))
   end)
end)
