--- Layers and losses that Torch7 lacks, as recorded from PyTorch by
-- test/golden/pytorch/record.py.

local nn = require 'nn'
local golden = require 'test.support.golden'

local TOLERANCE = 1e-10

local function compare(problems, what, got, wanted, tolerance)
   local problem = golden.difference(got, wanted, tolerance)
   if problem then problems[#problems + 1] = what .. ': ' .. problem end
end

local function make(text) return assert(loadstring('local nn = ... return ' .. text))(nn) end

local function runLayer(record, float)
   local problems, layer = {}, make(record.ctor)
   local params, gradParams = layer:parameters()
   for i, value in ipairs(record.params) do params[i]:copy(golden.decode(value)) end
   layer:zeroGradParameters()
   local input, gradOutput = golden.decode(record.input), golden.decode(record.gradOutput)
   if float then
      layer:float()
      params, gradParams = layer:parameters()
      input = nn.utils.recursiveType(input, 'torch.FloatTensor')
      gradOutput = gradOutput:float()
   end
   -- Of the records of a number type, the float ones are compared as doubles.
   local function plain(value)
      return float and nn.utils.recursiveType(value, 'torch.DoubleTensor') or value
   end
   local tolerance = float and 1e-5 or TOLERANCE
   compare(problems, 'output', plain(layer:forward(input)), record.output, tolerance)
   compare(problems, 'gradInput', plain(layer:backward(input, gradOutput)),
      record.gradInput, tolerance)
   for i, value in ipairs(record.gradParams) do
      compare(problems, 'gradient ' .. i, plain(gradParams[i]), value, tolerance)
   end
   assert.are.equal(#record.params, #(params or {}))
   return table.concat(problems, '\n   ')
end

local function runLoss(record)
   local problems, criterion = {}, make(record.ctor)
   local input, target = golden.decode(record.input), golden.decode(record.target)
   compare(problems, 'loss', criterion:forward(input, target), record.loss, TOLERANCE)
   compare(problems, 'gradInput', criterion:backward(input, target), record.gradInput,
      TOLERANCE)
   return table.concat(problems, '\n   ')
end

describe('PyTorch has the same values for', function()
   for _, record in ipairs(golden.records 'pytorch/layers.jsonl') do
      it(record.name, function()
         if record.loss then
            assert.are.equal('', runLoss(record))
         else
            assert.are.equal('', runLayer(record))
            assert.are.equal('', runLayer(record, true))
         end
      end)
   end
end)
