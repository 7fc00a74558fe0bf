--- optim.ConfusionMatrix against Torch7's recorded matrices, figures and text.

local torch = require 'torch'
local optim = require 'optim'
local golden = require 'test.support.golden'

describe('optim.ConfusionMatrix', function()
   for _, record in ipairs(golden.records 'optim/helpers.jsonl') do
      if record.name:match '^ConfusionMatrix' then
         it('counts and prints as recorded in ' .. record.name, function()
            local matrix = optim.ConfusionMatrix(record.classes)
            for _, call in ipairs(record.calls) do
               matrix[record.method](matrix, unpack(golden.decode(call)))
            end
            matrix:updateValids()
            for _, field in ipairs { 'mat', 'valids', 'unionvalids', 'totalValid',
               'averageValid', 'averageUnionValid' } do
               assert.is_nil(golden.difference(matrix[field], record[field], 1e-6))
            end
            local rates = { matrix:farFrr() }
            assert.is_nil(golden.difference(rates, record.farFrr, 1e-12))
            assert.are.equal(record.text, tostring(matrix))
         end)
      end
   end

   for _, record in ipairs(golden.records 'print/print.jsonl') do
      if record.kind == 'model' and record.code:match 'ConfusionMatrix' then
         it('prints ' .. record.code, function()
            assert.are.equal(record.text, tostring(assert(loadstring(record.code))()))
         end)
      end
   end

   it('is not counted where the target is missing', function()
      local matrix = optim.ConfusionMatrix(3)
      matrix:add(1, 0)
      matrix:batchAdd(torch.Tensor { 1, 2 }, torch.Tensor { -1, 2 })
      matrix:updateValids()
      assert.are.equal(1, matrix.totalValid)
      assert.are.same({ { 0, 0, 0 }, { 0, 1, 0 }, { 0, 0, 0 } }, matrix.mat:totable())
   end)

   it('names a class that is out of range, and sizes that differ', function()
      local matrix = optim.ConfusionMatrix(3)
      assert.error_matches(function() matrix:add(4, 1) end,
         'ConfusionMatrix: prediction is 4, expected a class from 1 to 3')
      assert.error_matches(function() matrix:add(1, 1.5) end, 'target is 1.5')
      assert.error_matches(function()
         matrix:batchAdd(torch.Tensor(2, 3):zero(), torch.Tensor { 1 })
      end, 'predictions is torch.DoubleTensor 2x3 but targets is torch.DoubleTensor 1')
      assert.error_matches(function() optim.ConfusionMatrix() end, 'nclasses is nil')
   end)

   it('is drawn with the share of each row in its cells', function()
      local matrix = optim.ConfusionMatrix(2)
      matrix:batchAdd(torch.Tensor { 1, 2, 2, 2 }, torch.Tensor { 1, 1, 1, 1 })
      local image = matrix:render(nil, false, 4)
      assert.are.same({ 3, 8, 8 }, image:size():totable())
      assert.are.equal(0.25, image[2][1][1])
      assert.are.equal(0.75, image[1][4][5])
      assert.are.equal(0, image[2][8][8])
   end)
end)
