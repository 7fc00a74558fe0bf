--- Models in files written by Torch7: test/golden/t7.

local torch = require 'torch'
local nn = require 'nn'
local golden = require 'test.support.golden'

-- Of Torch7's own packages, nn alone: the others have models there too.
local function isOurs(class)
   local short = class and class:match '^nn%.(%w+)$'
   return short and nn[short] ~= nil
end

local function problemWith(record, file)
   local mode = file:match 'ascii' and 'ascii' or 'binary'
   local model = torch.load('test/golden/t7/' .. file, mode)
   if torch.type(model) ~= record.class then return torch.type(model) end
   if tostring(model) ~= record.text then return tostring(model) end
   if not record.output then return nil end
   model:evaluate()
   return golden.difference(model:forward(golden.decode(record.input)), record.output,
      1e-6)
end

describe('A model saved by Torch7', function()
   it('loads, prints and computes as there', function()
      local wrong, count = {}, 0
      for _, record in ipairs(golden.records 't7/expected.jsonl') do
         for _, file in ipairs(isOurs(record.class) and record.files or {}) do
            local problem = problemWith(record, file)
            count = count + 1
            if problem then wrong[#wrong + 1] = file .. ': ' .. problem end
         end
      end
      assert.are.equal('', table.concat(wrong, '\n'))
      assert.is_true(count >= 10)
   end)

   it('comes back from a string of ours with what it shares', function()
      local first = nn.Linear(2, 2)
      local net = nn.Sequential():add(first):add(nn.SpatialBatchNormalization(2))
         :add(first)
      local copy = torch.deserialize(torch.serialize(net))
      assert.are.equal(tostring(net), tostring(copy))
      assert.are.equal(copy:get(1), copy:get(3))
      assert.are.same(first.weight:totable(), copy:get(1).weight:totable())
   end)
end)
