--- Results of tensor functions as recorded from Torch7: test/golden/tensor.

local torch = require 'torch'
local golden = require 'test.support.golden'

local FILES = { 'unary', 'pointwise', 'reduce', 'shape', 'linalg', 'index', 'sort', 'conv' }
local tolerances = { linalg = 1e-9 }

-- Records that differ on purpose, each with a reason in docs/differences.md.
local differs = {
   ['neg#194'] = 'neg of integers', ['neg#197'] = 'neg of integers',
   ['eq#540'] = 'comparisons', ['ne#548'] = 'comparisons', ['lt#556'] = 'comparisons',
   ['le#564'] = 'comparisons', ['gt#572'] = 'comparisons', ['ge#580'] = 'comparisons',
   ['mm#1430'] = 'empty results', ['mm#1460'] = 'empty results',
   ['pointwise#599'] = 'numbers that a type does not hold',
   ['shape#1359'] = 'negative sizes', ['sort#1064'] = 'NaN in order',
}

local missing = {}

-- The function a record calls, or nil and the name that is missing.
local function callee(record, arguments)
   if record.form == 'e' then return assert(loadstring('return ' .. record.code))() end
   local owner = record.form == 'f' and torch or arguments[1]
   local f = owner[record.fn]
   if f == nil then return nil, record.fn end
   return f
end

local function isFloat(record)
   for _, value in ipairs(record.args) do
      if type(value) == 'table' and value.t then return value.t == 'Float', value.t == 'Half' end
   end
end

local function toleranceOf(file, record)
   local float, half = isFloat(record)
   return half and 1e-3 or float and 1e-5 or tolerances[file] or 1e-12
end

local function compareResults(record, results, count, arguments, tolerance)
   if count ~= #record.ret then return ('%d results instead of %d'):format(count, #record.ret) end
   local difference = record.cmp == 'sign' and golden.differenceButSigns
      or golden.difference
   for i, value in ipairs(record.ret) do
      local problem = record.cmp ~= 'impl'
         and difference(results[i], value, tolerance, arguments)
      if problem then return ('result %d: %s'):format(i, problem) end
   end
   for i, value in ipairs(record.args) do
      value = record.after and record.after[tostring(i)] or value
      if type(value) == 'table' and value.data then
         local problem = golden.difference(arguments[i], value, tolerance, arguments)
         if problem then return ('argument %d afterwards: %s'):format(i, problem) end
      end
   end
end

-- What is wrong with a record; nil if nothing is.
local function check(file, record)
   local arguments, count = golden.arguments(record)
   local f, name = callee(record, arguments)
   if not f then
      if not record.error then missing[name] = true end
      return nil
   end
   local results = { pcall(f, unpack(arguments, 1, count)) }
   local got = #results - 1
   if record.error then return results[1] and 'no error' or nil end
   if not results[1] then
      local absent = record.form == 'e'
         and (results[2]:match "method '([%w_]+)'" or results[2]:match "field '([%w_]+)'")
      if absent then
         missing[absent] = true
         return nil
      end
      return results[2]
   end
   table.remove(results, 1)
   return compareResults(record, results, got, arguments, toleranceOf(file, record))
end

describe('Torch7 results', function()
   for _, file in ipairs(FILES) do
      it('are given for every record of ' .. file, function()
         local wrong = {}
         for _, record in ipairs(golden.records('tensor/' .. file .. '.jsonl')) do
            local problem = not differs[record.name] and check(file, record)
            if problem then
               wrong[#wrong + 1] = ('%s %s: %s'):format(record.name, record.code or '', problem)
            end
         end
         assert.are.equal('', table.concat(wrong, '\n'))
      end)
   end

   it('lack only the names listed', function()
      assert.are.equal('', golden.agreesWithList('tensor', missing))
   end)
end)
