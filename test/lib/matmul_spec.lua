--- The checks of matrix products and linear layers.

local torch = require 'torch'
local cr = require 'cbind'

local function message(name, ...)
   local arguments, count = { ... }, select('#', ...)
   local ok, text = pcall(function() cr[name](unpack(arguments, 1, count)) end)
   assert.is_false(ok)
   return (tostring(text):gsub('^[^:]*:%d+: ', ''))
end

local float = torch.FloatTensor

describe('matrix products', function()
   local y = float()

   it('name the operand whose size does not match', function()
      assert.are.equal(
         'mm: mat2 is torch.FloatTensor 2x3, expected 3 rows for mat1 ' ..
         'torch.FloatTensor 4x3',
         message('mm', y, float(4, 3), float(2, 3)))
      assert.are.equal(
         'mv: vec is torch.FloatTensor 2, expected 3 elements for mat ' ..
         'torch.FloatTensor 4x3',
         message('mv', y, float(4, 3), float(2)))
      assert.are.equal(
         'bmm: batch2 is torch.FloatTensor 2x3x5, expected 4 matrices for ' ..
         'batch1 torch.FloatTensor 4x2x3',
         message('bmm', y, float(4, 2, 3), float(2, 3, 5)))
      assert.are.equal(
         'bmm: batch2 is torch.FloatTensor 4x2x5, expected 3 rows for batch1 ' ..
         'torch.FloatTensor 4x2x3',
         message('bmm', y, float(4, 2, 3), float(4, 2, 5)))
   end)

   it('name the added tensor if it has another shape', function()
      assert.are.equal(
         'addmm: M is torch.FloatTensor 2x2, expected 2x4 as in the product',
         message('addmm', y, 1, float(2, 2), 1, float(2, 3), float(3, 4)))
      assert.are.equal('addmv: vec1 is torch.FloatTensor 3, expected 2 as in the product',
         message('addmv', y, 1, float(3), 1, float(2, 3), float(3)))
      assert.are.equal(
         'addr: mat is torch.FloatTensor 2x2, expected 2x3 as in the product',
         message('addr', y, 1, float(2, 2), 1, float(2), float(3)))
      assert.are.equal(
         'addbmm: M is torch.FloatTensor 2x2, expected 2x4 as in the product',
         message('addbmm', y, 1, float(2, 2), 1, float(5, 2, 3), float(5, 3, 4)))
      assert.are.equal(
         'baddbmm: M is torch.FloatTensor 2x4, expected 5x2x4 as in the product',
         message('baddbmm', y, 1, float(2, 4), 1, float(5, 2, 3), float(5, 3, 4)))
   end)

   it('say how many dimensions they expect', function()
      assert.are.equal('mm: mat1 is torch.FloatTensor 3, expected a matrix',
         message('mm', y, float(3), float(3, 3)))
      assert.are.equal('mv: vec is torch.FloatTensor 3x1, expected a vector',
         message('mv', y, float(3, 3), float(3, 1)))
      assert.are.equal(
         'bmm: batch1 is torch.FloatTensor 3x3, expected a batch of matrices',
         message('bmm', y, float(3, 3), float(3, 3, 3)))
      assert.are.equal('ger: vec1 is torch.FloatTensor empty, expected a vector',
         message('ger', y, float(), float(3)))
   end)

   it('refuse operands of other types, and nil', function()
      assert.are.equal(
         'mm: mat2 is torch.DoubleTensor 2x2 but mat1 is torch.FloatTensor 2x2',
         message('mm', y, float(2, 2), torch.DoubleTensor(2, 2)))
      assert.are.equal(
         'mm: result is torch.IntTensor empty but mat1 is torch.FloatTensor 2x2',
         message('mm', torch.IntTensor(), float(2, 2), float(2, 2)))
      assert.are.equal('mm: mat1 is nil, expected a tensor',
         message('mm', y, nil, float(2, 2)))
      assert.are.equal('addmm: M is nil, expected a tensor',
         message('addmm', y, 1, nil, 1, float(2, 2), float(2, 2)))
   end)

   it('refuse factors that an integer type cannot hold', function()
      local x = torch.IntTensor(2, 2)
      assert.are.equal('addmm: alpha is 0.5, expected a whole number for torch.IntTensor',
         message('addmm', torch.IntTensor(), 1, x, 0.5, x, x))
      assert.are.equal('addmm: beta is 0.5, expected a whole number for torch.IntTensor',
         message('addmm', torch.IntTensor(), 0.5, x, 1, x, x))
   end)

   it('leave the result as it was when they fail', function()
      local result = float(2, 2):fill(7)
      message('mm', result, float(4, 3), float(2, 3))
      assert.are.equal(2, result:size(1))
      assert.are.equal(7, result[2][2])
   end)
end)

describe('linear', function()
   local x, w = float(3, 4), float(5, 4)

   it('names the tensor that does not fit', function()
      assert.are.equal(
         'linear: input is torch.FloatTensor 3x4, expected N x I with size 2 ' ..
         'equal to 6 as in weight torch.FloatTensor 5x6',
         message('linear', float(), x, float(5, 6), nil))
      assert.are.equal(
         'linear: bias is torch.FloatTensor 4, expected O with size 1 equal to ' ..
         '5 as in weight torch.FloatTensor 5x4',
         message('linear', float(), x, w, float(4)))
      assert.are.equal('linear: input is torch.FloatTensor 4, expected N x I',
         message('linear', float(), float(4), w, nil))
      assert.are.equal(
         'linear: gradOutput is torch.FloatTensor 3x4, expected N x O with size ' ..
         '2 equal to 5 as in weight torch.FloatTensor 5x4',
         message('linear_backward_input', float(), x, w))
      assert.are.equal(
         'linear: gradOutput is torch.FloatTensor 2x5, expected N x O with size ' ..
         '1 equal to 3 as in input torch.FloatTensor 3x4',
         message('linear_backward_weight', float(5, 4), nil, x, float(2, 5), 1))
      assert.are.equal(
         'linear: gradWeight is torch.FloatTensor 5x3, expected O x I with size ' ..
         '2 equal to 4 as in input torch.FloatTensor 3x4',
         message('linear_backward_weight', float(5, 3), nil, x, float(3, 5), 1))
      assert.are.equal(
         'linear: gradBias is torch.FloatTensor 4, expected O with size 1 equal ' ..
         'to 5 as in gradOutput torch.FloatTensor 3x5',
         message('linear_backward_weight', w, float(4), x, float(3, 5), 1))
   end)

   it('refuses integers', function()
      assert.are.equal(
         'linear: input is torch.IntTensor 3x4, expected a float type; convert ' ..
         'it first',
         message('linear', torch.IntTensor(), torch.IntTensor(3, 4), torch.IntTensor(5,
            4), nil))
   end)
end)
