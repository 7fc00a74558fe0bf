--- The optimisers follow the recorded paths of Torch7, step by step.

local torch = require 'torch'
local optim = require 'optim'
local golden = require 'test.support.golden'

-- Relative to the larger of 1 and the values; a long path of singles adds up roundings.
local tolerances = { Double = 1e-9, Float = 1e-4 }

-- Paths on which roundings grow. cg fits cubics to what is a parabola here, so that their
-- leading coefficient is a rounding error; lbfgs takes 80 steps without a line search.
local growing = {
   ['cg#2-quadratic'] = { tolerance = 1e-4, steps = 19 },
   ['lbfgs#2-rosenbrock'] = { tolerance = 1e-6, steps = 20 },
}

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
   local special = growing[(record.name:gsub('%-separate_state', ''))] or {}
   local tolerance = special.tolerance or tolerances[record.type]
   for i, step in ipairs(record.steps) do
      if i > (special.steps or 20) then break end
      calls.count = 0
      local returned, values = optim[record.optimizer](f, x, config, state)
      local problem = golden.difference(x, step.x, tolerance)
         or golden.difference(values, { list = step.f }, tolerance)
         or step.evals and golden.difference(calls.count, step.evals, 0)
         or returned ~= x and step.returned_x == 'x' and 'another x returned'
      if problem then return ('step %d: %s'):format(i, problem) end
   end
end

-- What FistaLS finds for |x| beside the function of a record, and the recorded steps.
local function fista(record)
   local f, weight = objective(record), record.lambda
   local function shrink(x, L)
      local sign = torch.sign(x)
      x:abs():add(-weight / L):cmax(0):cmul(sign)
   end
   return optim.FistaLS(f, function(x) return weight * torch.abs(x):sum() end, shrink,
      golden.decode(record.x0), record.config)
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
      elseif record.optimizer == 'FistaLS' then
         it(record.name .. ', L = ' .. record.config.L .. ' agrees at every step', function()
            local x, history = fista(record)
            assert.is_nil(golden.difference(x, record.returned_x, 1e-9))
            assert.are.equal(#record.history, #history)
            for step, row in ipairs(record.history) do
               for name, value in pairs(row) do
                  assert.is_true(math.abs(history[step][name] - value) < 1e-9)
               end
            end
         end)
      end
   end

   it('FistaLS needs half the steps with doFistaUpdate', function()
      local scale = torch.Tensor { 1, 10, 100 }
      local function run(isFast)
         local x, steps = optim.FistaLS(
            function(p) return p:dot(p:clone():cmul(scale)) / 2 - p:sum(),
               torch.cmul(p, scale):add(-1) end,
            function() return 0 end, function() end, torch.zeros(3),
            { maxiter = 2000, errthres = 1e-6, doFistaUpdate = isFast })
         assert.is_true((torch.cmul(x, scale) - 1):abs():max() < 0.01)
         return #steps
      end
      assert.is_true(run(true) < run(false) / 2)
   end)

   it('lacks only the optimisers that are listed', function()
      assert.are.equal('', golden.agreesWithList('optim', missing))
   end)
end)

describe('helper of optim', function()
   for _, record in ipairs(golden.records 'optim/helpers.jsonl') do
      local kind = record.name:match '^%a+'
      local x = record.x and golden.decode(record.x)
      local got
      if kind == 'polyinterp' and record.points.size[1] == 2 then
         got = { optim.polyinterp(golden.decode(record.points), record.min, record.max) }
      elseif kind == 'lswolfe' then
         local f, d = objective(record), golden.decode(record.d)
         local value, g = f(x)
         got = { optim.lswolfe(f, x, record.t, d, value, g, g:dot(d), {}) }
      end
      if got then
         it(record.name .. ' gives what was recorded', function()
            assert.is_nil(golden.difference(got, record.result, 1e-9))
         end)
      elseif kind == 'checkgrad' then
         it(record.name .. ' gives the recorded gradient and a good estimate', function()
            local apart, g, estimate = optim.checkgrad(objective(record), x)
            assert.is_true(apart < 1e-8)
            assert.is_nil(golden.difference(g, record.dC, 1e-12))
            assert.is_nil(golden.difference(estimate, record.dC_est, 1e-6))
         end)
      end
   end
end)
