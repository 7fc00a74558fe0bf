--- Dropout at every CPU level against the three calls that it stands for.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local laidOut = require 'test.support.layouts'

local FLOATS = { 'Half', 'BFloat16', 'Float', 'Double' }

describe('dropout', function()
   it('is bernoulli, div and cmul', function()
      eachLevel(function()
         for _, kind in ipairs(FLOATS) do
            for layout = 1, 4 do
               for scaled = 0, 1 do
                  local x = laidOut(kind, 1000 + layout, layout)
                  x:copy(torch.DoubleTensor(x:nElement()):normal())
                  torch.manualSeed(9)
                  local noise = x:clone():bernoulli(1 - 0.3)
                  if scaled == 1 then noise:div(1 - 0.3) end
                  local expected, after = torch.cmul(x, noise), torch.random()
                  local output, drawnNoise = x.new(), x.new()
                  torch.manualSeed(9)
                  cr.dropout(output, drawnNoise, x, nil, 0.3, scaled)
                  assert.is_true(output:equal(expected) and drawnNoise:equal(noise))
                  assert.are.equal(after, torch.random())
                  torch.manualSeed(9)
                  cr.dropout(x, drawnNoise, x, nil, 0.3, scaled)
                  assert.is_true(x:equal(expected))
               end
            end
         end
      end)
   end)

   it('refuses p = 1, other types and noise on the memory of the input', function()
      local x, y = torch.FloatTensor { 1, 2 }, torch.FloatTensor()
      assert.has_error(function() cr.dropout(y, x.new(), x, nil, 1, 1) end,
         'dropout: p is 1, expected a number from 0 to 1, without 1')
      assert.has_error(function() cr.dropout(y, x, x, nil, 0.5, 1) end,
         'dropout: noise shares the storage of input or output')
      assert.has_error(function() cr.dropout(y, torch.Tensor(), x, nil, 0.5, 1) end,
         'dropout: noise is torch.DoubleTensor empty but input is torch.FloatTensor 2')
   end)
end)
