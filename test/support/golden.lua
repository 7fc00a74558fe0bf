--- golden.lua - reads recorded behaviour of Torch7: the value notation of
-- test/golden/README.md.

local json = require 'dkjson'
local torch = require 'torch'

local golden = {}

local NULL = {} -- nil inside a list, while it is being decoded
local special = { nan = 0 / 0, inf = math.huge, ['-inf'] = -math.huge }

--- The records of test/golden/PATH of the tree, one JSON object a line.
function golden.records(path, root)
   local list = {}
   for line in io.lines((root or '.') .. '/test/golden/' .. path) do
      local record, _, problem = json.decode(line, 1, NULL)
      list[#list + 1] = assert(record, problem)
   end
   return list
end

local function numbers(data)
   for i, value in ipairs(data) do data[i] = special[value] or value end
   return data
end

local function storage(kind, data)
   return torch[kind .. 'Storage'](numbers(data))
end

local function decodeTensor(value)
   local make, sizes = torch[value.t .. 'Tensor'], torch.LongStorage(value.size)
   if value.storage then
      return make(storage(value.t, value.storage), value.offset or 1, sizes,
         torch.LongStorage(value.stride))
   end
   if #value.size == 0 then return make() end
   return make(storage(value.t, value.data), 1, sizes)
end

--- A value of the notation as a Lua value.
function golden.decode(value)
   if type(value) ~= 'table' then return value end
   if value == NULL then return nil end
   if value.num then return special[value.num] end
   if value.str then return value.str end
   if value.bytes then return string.char(unpack(value.bytes)) end
   if value.t then return decodeTensor(value) end
   if value.st then return storage(value.st, value.data) end
   if value.fn then return assert(loadstring('return ' .. value.fn))() end
   local result = {}
   if value.list then
      for i, item in ipairs(value.list) do result[i] = golden.decode(item) end
   elseif value.map then
      for key, item in pairs(value.map) do
         result[tonumber(key) or key] = golden.decode(item)
      end
   else
      error('no such notation: ' .. json.encode(value))
   end
   return result
end

--- The arguments of a record, unpacked.
function golden.arguments(record)
   local list = {}
   for i, value in ipairs(record.args) do list[i] = golden.decode(value) end
   return list, #record.args
end

-- What narrower float types keep of a recorded number.
local roundings = { Float = 1e-5, Half = 1e-3 }

local exact = { Byte = true, Char = true, Short = true, Int = true, Long = true }

-- Equal, or near relative to the larger one; inf and nan must be equal.
local function near(got, wanted, tolerance)
   if got == wanted or (got ~= got and wanted ~= wanted) then return true end
   if not (math.abs(got) < math.huge and math.abs(
      wanted) < math.huge) then return false end
   return math.abs(got - wanted) <= tolerance * math.max(1, math.abs(got),
      math.abs(wanted))
end
golden.near = near

local function compareTensor(got, value, tolerance)
   if not torch.isTensor(got) then return 'a ' .. type(got) .. ' instead of a tensor' end
   local name = 'torch.' .. value.t .. 'Tensor'
   if torch.typename(got) ~= name then return torch.typename(got) .. ' instead of '
      .. name end
   local sizes = table.concat(got:size():totable(), 'x')
   if sizes ~= table.concat(value.size, 'x') then
      return 'size ' .. sizes .. ' instead of ' .. table.concat(value.size, 'x')
   end
   if exact[value.t] then tolerance = 0 end
   tolerance = math.max(tolerance, roundings[value.t] or 0)
   if #value.size == 0 then return nil end
   local flat = got:clone():storage()
   for i, wanted in ipairs(numbers(value.data)) do
      if not near(flat[i], wanted, tolerance) then
         return ('element %d is %.17g instead of %.17g'):format(i, flat[i], wanted)
      end
   end
end

local function compareTable(got, value, tolerance)
   if type(got) ~= 'table' then return 'a ' .. type(got) .. ' instead of a table' end
   for key, item in pairs(value.list or value.map) do
      local problem = golden.difference(got[tonumber(key) or key], item, tolerance)
      if problem then return ('[%s]: %s'):format(key, problem) end
   end
   if value.list and #got ~= #value.list then
      return ('%d elements instead of %d'):format(#got, #value.list)
   end
end

local function describe(value)
   return type(value) == 'number' and ('%.17g'):format(value) or tostring(value)
end

--- How `got` differs from the recorded `value`, in words; nil if it does not.
function golden.difference(got, value, tolerance, arguments)
   if type(value) == 'table' and value ~= NULL then
      if value.t then return compareTensor(got, value, tolerance) end
      if value.list or value.map then return compareTable(got, value, tolerance) end
      if value.arg then
         local wanted = arguments[value.arg]
         local same = type(got) == type(wanted) and torch.pointer(got)
            == torch.pointer(wanted)
         return not same and 'not the same object as argument ' .. value.arg or nil
      end
      if value.obj or value['function'] then return nil end
      if value.st then
         if torch.type(got) ~= 'torch.' .. value.st
            .. 'Storage' then return torch.type(got) end
         return compareTable(got:totable(), { list = numbers(value.data) }, tolerance)
      end
   end
   local wanted = golden.decode(value)
   if type(got) == 'number' and type(wanted) == 'number' then
      if near(got, wanted, tolerance) then return nil end
   elseif got == wanted then
      return nil
   end
   return describe(got) .. ' instead of ' .. describe(wanted)
end

--- The same of a matrix whose columns, or rows, are fixed but for their signs.
function golden.differenceButSigns(got, value, tolerance, arguments)
   local problem = golden.difference(got, value, tolerance, arguments)
   if not problem or #value.size ~= 2 or not got:isSameSizeAs(golden.decode(value)) then
      return problem
   end
   for dimension = 1, 2 do
      local turned, wanted = got:clone(), golden.decode(value)
      for i = 1, got:size(dimension) do
         local line = turned:select(dimension, i)
         if line:dot(wanted:select(dimension, i)) < 0 then line:neg() end
      end
      if not golden.difference(turned, value, tolerance, arguments) then return nil end
   end
   return problem
end

--- Compare missing names with the committed list test/golden_missing/NAME.txt: every name
-- found missing must be in it, and every name in it must be missing.
function golden.agreesWithList(name, missing)
   local listed, problems = {}, {}
   for line in io.lines('test/golden_missing/' .. name .. '.txt') do
      if line ~= '' then
         listed[line] = true
         if not missing[line] then problems[#problems + 1] = line
            .. ' exists now: unlist it' end
      end
   end
   for line in pairs(missing) do
      if not listed[line] then problems[#problems + 1] = line
         .. ' is missing and not listed' end
   end
   table.sort(problems)
   return table.concat(problems, '\n')
end

return golden
