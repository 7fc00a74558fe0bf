--- The last layer of the original LeNet-5 measures distances to small pictures.

local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'
require 'recipes.lenet.codes'

-- Minus the logarithms of the ten probabilities, by equation 9 of LeCun et al. (1998).
local function byHand(x, code, rubbish)
   local losses, total = {}, math.exp(-rubbish)
   for digit = 1, 10 do
      local distance = 0
      for i = 1, 84 do distance = distance + (x[i] - code[digit][i]) ^ 2 end
      losses[digit], total = distance, total + math.exp(-distance)
   end
   for digit = 1, 10 do losses[digit] = losses[digit] + math.log(total) end
   return losses
end

describe('nn.DigitCodes', function()
   local codes = nn.DigitCodes(10):double()
   local net = nn.Sequential():add(codes):add(nn.LogSoftMax()):add(nn.Narrow(2, 1, 10))

   it('gives the loss of the paper, for inputs near a code and far from all', function()
      local near = codes.code[4]:clone():add(torch.randn(84):mul(0.2))
      for _, x in ipairs { near, torch.randn(84):mul(0.3) } do
         local output, expected = net:forward(x:view(1, 84)), byHand(x, codes.code, 10)
         for digit = 1, 10 do
            assert.is_true(math.abs(output[1][digit] + expected[digit]) < 1e-9)
         end
      end
   end)

   it('has the gradient of central differences', function()
      local input = torch.randn(2, 84):mul(0.1):add(codes.code:narrow(1, 3, 2))
      assert.is_true(gradientError(net:double(), input) < 1e-5)
   end)

   it('holds ten different pictures and nothing to learn', function()
      assert.is_nil(codes:parameters())
      for a = 1, 10 do
         for b = a + 1, 10 do
            assert.is_true(torch.ne(codes.code[a], codes.code[b]):sum() >= 8)
         end
      end
   end)
end)
