--- Text of tensors and storages, and names of types, as recorded from Torch7.

require 'torch'
local golden = require 'test.support.golden'

for _, package in ipairs { 'nn', 'optim' } do pcall(require, package) end

-- The name that a record lacks; the whole code where the error does not say.
local function missingName(code, text)
   return text:match "field '([%w_]+)'" or text:match "method '([%w_]+)'"
      or text:match "global '([%w_]+)'" or code
end

-- What needs a package that is not there: nngraph makes nodes of calls without arguments.
local function missingPackage(code)
   if code:find(')()', 1, true) and not package.loaded.nngraph then return 'nngraph' end
end

-- Reading a global that is not there is an error: a record must not print nil by chance.
local strict = setmetatable({}, { __index = function(_, name)
   if _G[name] == nil then error(("global '%s'"):format(name)) end
   return _G[name]
end })

local function evaluate(code)
   local chunk = loadstring('return ' .. code) or assert(loadstring(code))
   return pcall(setfenv(chunk, strict))
end

-- `type` of a tensor is 'cdata' and of a file 'table': docs/differences.md.
local function isListed(record, got)
   return record.text == 'userdata' and (got == 'cdata' or got == 'table')
end

describe('Torch7 text', function()
   local records, missing = golden.records 'print/print.jsonl', {}

   local function check(record, ok, ...)
      local lacking = missingPackage(record.code)
      if lacking then
         missing[lacking] = true
      elseif not ok then
         missing[missingName(record.code, (...))] = true
      elseif record.kind == 'novalue' then
         return select('#', ...) > 0 and record.code .. ' gives a value'
      elseif tostring((...)) ~= record.text and not isListed(record, (...)) then
         return ('%s\n%snot %s'):format(record.code, tostring((...)), record.text)
      end
   end

   for _, kind in ipairs { 'tostring', 'model', 'typename', 'novalue' } do
      it('is given for every record of kind ' .. kind, function()
         local wrong = {}
         for _, record in ipairs(records) do
            if record.kind == kind then
               wrong[#wrong + 1] = check(record, evaluate(record.code)) or nil
            end
         end
         assert.are.equal('', table.concat(wrong, '\n'))
      end)
   end

   it('lacks only the names listed', function()
      assert.are.equal('', golden.agreesWithList('print', missing))
   end)
end)
