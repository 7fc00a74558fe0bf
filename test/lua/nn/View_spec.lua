--- View and Reshape.

local torch = require 'torch'
local nn = require 'nn'

local function sizes(layer, ...)
   return layer:forward(torch.Tensor(...):fill(0)):size():totable()
end

describe('nn.View', function()
   it('keeps the batch', function()
      assert.are.same({ 5, 12 }, sizes(nn.View(12), 5, 3, 4))
      assert.are.same({ 5, 12 }, sizes(nn.View(-1):setNumInputDims(2), 5, 3, 4))
      -- as Torch7: a batch of one is none
      assert.are.same({ 12 }, sizes(nn.View(12), 1, 3, 4))
      assert.are.same({ 1, 12 }, sizes(nn.View(12):setNumInputDims(2), 1, 3, 4))
      assert.are.same({ 4, 3 }, sizes(nn.View(-1, 3), 12))
   end)

   it('takes the gradient back into the shape of the input', function()
      local layer, x = nn.View(6), torch.Tensor(2, 2, 3):fill(1)
      layer:forward(x)
      assert.are.same({ 2, 2, 3 }, layer:backward(x,
         torch.Tensor(2, 6):fill(1)):size():totable())
   end)

   it('copies a strided input', function()
      local x = torch.Tensor { { 1, 2 }, { 3, 4 } }
      assert.are.same({ 1, 3, 2, 4 }, nn.View(4):forward(x:t()):totable())
   end)

   it('says what does not fit', function()
      assert.has_error(function() sizes(nn.View(3), 4) end,
         'View: input is torch.DoubleTensor 4, whose elements do not fit into 3')
      assert.has_error(function()
         nn.View(-1, -1)
      end, 'View: 2 sizes are -1, expected one at most')
      assert.has_error(function()
         nn.View()
      end, 'View: there are no sizes, expected one or more')
   end)
end)

describe('nn.Reshape', function()
   it('tells a batch from a sample', function()
      assert.are.same({ 2, 3 }, sizes(nn.Reshape(2, 3), 6))
      assert.are.same({ 4, 2, 3 }, sizes(nn.Reshape(2, 3), 4, 6))
      assert.are.same({ 1, 2, 3 }, sizes(nn.Reshape(2, 3), 1, 6))
      assert.are.same({ 2, 3 }, sizes(nn.Reshape(2, 3, false), 1, 6))
   end)

   it('says what does not fit', function()
      assert.has_error(function() sizes(nn.Reshape(3), 4) end,
         'Reshape: input is torch.DoubleTensor 4, which does not fit into N x 3')
   end)
end)
