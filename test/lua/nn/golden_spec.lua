--- Modules, criterions and methods of nn, as recorded from Torch7.

local torch = require 'torch'
local nn = require 'nn'
local golden = require 'test.support.golden'

-- Relative tolerances for Double and Float: README.md of test/golden.
local TOLERANCE = { Double = 1e-9, Float = 1e-4 }

-- What is recorded of these is a fault of Torch7: docs/differences.md.
local faults = {
   ['SpatialDepthWiseConvolution#1'] = 'eval gradParams', -- transposed by the first call
   ['SpatialDepthWiseConvolution#2'] = 'eval gradParams',
}
-- Torch7 fails in these; ours computes the gradient (docs/differences.md).
local WORKS = { ['IndexLinear#1'] = true, ['IndexLinear#4'] = true,
   ['SpatialAutoCropMSECriterion#1'] = true, ['SpatialAutoCropMSECriterion#2'] = true }

local function evaluate(text)
   return assert(loadstring('return ' .. text))()
end

local function list(value) return value or {} end

-- Copy recorded parameters and fields into a module.
local function set(module, record)
   local params = list(module:parameters())
   assert(#params == #list(record.params),
      ('%d parameters instead of %d'):format(#params, #list(record.params)))
   for i, value in ipairs(list(record.params)) do params[i]:copy(golden.decode(value)) end
   for name, value in pairs(list(record.set)) do
      local decoded = golden.decode(value)
      if torch.isTensor(decoded) and torch.isTensor(module[name]) then
         module[name]:copy(decoded)
      else
         module[name] = decoded
      end
   end
end

local function compare(problems, what, got, wanted, tolerance)
   if wanted == nil then return end
   local problem = golden.difference(got, wanted, tolerance)
   local isFault = problems.fault and what:find(problems.fault, 1, true) == 1
   if problem and not isFault then
      problems[#problems + 1] = what .. ': ' .. problem
   end
end

local function runMode(problems, module, record, mode, wanted, tolerance)
   if mode == 'train' then module:training() else module:evaluate() end
   module:zeroGradParameters()
   torch.manualSeed(record.forward_seed or 1)
   local input = golden.decode(record.input)
   compare(problems, mode .. ' output', module:forward(input), wanted.output, tolerance)
   compare(problems, mode .. ' input afterwards', input, wanted.input_after, tolerance)
   if wanted.backward_error then
      local ok = pcall(module.backward, module, input, golden.decode(record.gradOutput),
         record.scale)
      if ok ~= (WORKS[record.name] or false) then problems[#problems + 1] = mode .. ' backward: no error' end
      return
   end
   if record.gradOutput == nil then return end
   local gradInput = module:backward(input, golden.decode(record.gradOutput),
      record.scale)
   compare(problems, mode .. ' gradInput', gradInput, wanted.gradInput, tolerance)
   local _, gradParams = module:parameters()
   for i, value in ipairs(list(wanted.gradParams)) do
      compare(problems, mode .. ' gradParams ' .. i, gradParams[i], value, tolerance)
   end
   for name, value in pairs(list(wanted.state)) do
      compare(problems, mode .. ' ' .. name, module[name], value, tolerance)
   end
end

local function runModule(record)
   local problems, tolerance = {}, TOLERANCE[record.type] or 1e-9
   problems.fault = faults[record.name]
   if record.init_seed then torch.manualSeed(record.init_seed) end
   local module = evaluate(record.ctor)
   for i, value in ipairs(list(record.init)) do
      compare(problems, 'init ' .. i, module:parameters()[i], value, 1e-12)
   end
   if record.type == 'Float' then module:float() end
   set(module, record)
   local eval = record.eval == 'same' and record.train or record.eval
   runMode(problems, module, record, 'train', record.train, tolerance)
   if eval then runMode(problems, module, record, 'eval', eval, tolerance) end
   return table.concat(problems, '\n   ')
end

local function runCriterion(record)
   local problems, tolerance = {}, TOLERANCE[record.type] or 1e-9
   local criterion = evaluate(record.ctor)
   if record.type == 'Float' then criterion:float() end
   local input, target = golden.decode(record.input), golden.decode(record.target)
   compare(problems, 'loss', criterion:forward(input, target), record.loss, tolerance)
   local gradInput = criterion:backward(input, target)
   if not WORKS[record.name] then
      compare(problems, 'gradInput', gradInput, record.gradInput, tolerance)
   end
   return table.concat(problems, '\n   ')
end

local function runMethod(record)
   local arguments, count = golden.arguments(record)
   torch.manualSeed(record.seed)
   local results = { evaluate(record.code)(unpack(arguments, 1, count)) }
   for i, wanted in ipairs(record.ret) do
      local problem = golden.difference(results[i], wanted, 1e-9, arguments)
      if problem then return ('result %d: %s'):format(i, problem) end
   end
   return ''
end

-- The class that a record needs and that is not there, else nil.
local function missingClass(record)
   for name in (record.ctor or record.code):gmatch 'nn%.([%a_][%w_]*)' do
      if nn[name] == nil then return name end
   end
end

-- PrintSize prints: not here.
local function silently(run, record)
   local globals = getfenv(0) -- those of the package; a spec has its own
   local kept = globals.print
   globals.print = function() end
   local ok, problem = xpcall(run, debug.traceback, record)
   globals.print = kept
   return ok, problem
end

describe('Torch7 nn', function()
   local missing = {}

   local function check(file, run)
      local wrong = {}
      for _, record in ipairs(golden.records('nn/' .. file)) do
         local lacking = missingClass(record)
         if lacking then
            missing[lacking] = true
         else
            local ok, problem = silently(run, record)
            if not ok or problem ~= '' then
               wrong[#wrong + 1] = ('%s %s\n   %s'):format(record.name, record.ctor
                  or '', problem)
            end
         end
      end
      assert.are.equal('', table.concat(wrong, '\n'))
   end

   it('has the same modules', function() check('modules.jsonl', runModule) end)
   it('has the same criterions', function() check('criterions.jsonl', runCriterion) end)
   it('has the same methods', function() check('methods.jsonl', runMethod) end)

   it('lacks only the classes listed', function()
      assert.are.equal('', golden.agreesWithList('nn', missing))
   end)
end)
