--- The optimisers follow the recorded paths of Torch7, step by step.

local optim = require 'optim'
local golden = require 'test.support.golden'

-- Relative to the larger of 1 and the values; a long path of singles adds up roundings.
local tolerance = { Double = 1e-9, Float = 1e-4 }

local problems = {}

function problems.rosenbrock(x)
   local f, g, v = 0, {}, x:totable()
   for i = 1, #v do g[i] = 0 end
   for i = 1, #v - 1 do
      local a, b = 1 - v[i], v[i + 1] - v[i] ^ 2
      f = f + a ^ 2 + 100 * b ^ 2
      g[i] = g[i] - 2 * a - 400 * v[i] * b
      g[i + 1] = g[i + 1] + 200 * b
   end
   return f, g
end

function problems.quadratic(x, problem)
   local A, b, v = problem.A.data, problem.b.data, x:totable()
   local f, g, n = 0, {}, x:size(1)
   for i = 1, n do
      local row = 0
      for j = 1, n do row = row + A[(i - 1) * n + j] * v[j] end
      f, g[i] = f + v[i] * (0.5 * row - b[i]), row - b[i]
   end
   return f, g
end

-- The function of a record, and how often it was called.
local function objective(record)
   local calls = { count = 0 }
   return function(x)
      calls.count = calls.count + 1
      local f, g = problems[record.problem.kind](x, record.problem)
      return f, x.new(g)
   end, calls
end

local function configOf(record)
   local config = {}
   for name, value in pairs(record.config) do
      if type(value) == 'table' and value.lua then
         config[name] = optim[value.lua:match '%.(.*)']
      else
         config[name] = golden.decode(value)
      end
   end
   return config
end

local function firstDifference(record)
   local f, calls = objective(record)
   local x, config = golden.decode(record.x0), configOf(record)
   local state = record.separate_state and {} or nil
   for i, step in ipairs(record.steps) do
      calls.count = 0
      local returned, values = optim[record.optimizer](f, x, config, state)
      local problem = golden.difference(x, step.x, tolerance[record.type])
         or golden.difference(values, { list = step.f }, tolerance[record.type])
         or step.evals and golden.difference(calls.count, step.evals, 0)
         or returned ~= x and step.returned_x == 'x' and 'another x returned'
      if problem then return ('step %d: %s'):format(i, problem) end
   end
end

describe('optim against recorded paths', function()
   local missing = {}

   for _, record in ipairs(golden.records 'optim/trajectories.jsonl') do
      if not optim[record.optimizer] then
         missing[record.optimizer] = true
      elseif record.steps then
         it(record.name .. ' agrees at every step', function()
            assert.is_nil(firstDifference(record))
         end)
      end
   end

   it('lacks only the optimisers that are listed', function()
      assert.are.equal('', golden.agreesWithList('optim', missing))
   end)
end)
