--- cr.lua - functions of the C library that return a status, by the prototypes in its
-- headers: numbers, tensors, storages, strings and lists of sizes, or NULL for any.

local ffi = require 'ffi'
local cr = require 'cbind'
local torch = require 'torch'
local call = require 'test.support.hostile.call'
local values = require 'test.support.hostile.values'
local random, pick = values.random, values.pick

local subjects = {}

-- crc32c takes an address and a length that no check can see; the others change what calls
-- rest on.
local spared = { crc32c = true, memory_limit = true, cpu_use_level = true }

local function numbers(kind)
   return function()
      local list = ffi.new(kind .. '[64]')
      for i = 0, 31 do list[i] = random(2) == 1 and random(4) or pick { 0, -1, 2 ^ 31, 2 ^ 40 } end
      return list
   end
end

local function number()
   return random(2) == 1 and random(4) - 1 or pick(values.numbers)
end

local makers = {
   ['cr_tensor*'] = function() return values.tensor(pick(values.types)) end,
   ['cr_storage_handle*'] = values.storage,
   ['cr_storage*'] = function() return values.tensor().owner end,
   ['cr_generator*'] = function() return torch.Generator() end,
   ['char*'] = function() return pick(values.strings) end,
   ['int64_t*'] = numbers 'int64_t', ['double*'] = numbers 'double',
   ['int*'] = numbers 'int', int = number, int64_t = number, double = number,
   int32_t = number, float = number, bool = function() return random(2) == 1 end,
}

-- { softmax = { 'cr_tensor*', 'cr_tensor*' }, ... }: functions all of whose arguments can
-- be made.
local function prototypes(root)
   local list, pipe = {}, io.popen('cat ' .. root .. '/lib/cresset/*.h')
   local text = pipe:read '*a':gsub('/%*.-%*/', ' ')
   pipe:close()
   for name, arguments in text:gmatch 'cr_status%s+cr_([%w_]+)(%b())' do
      local kinds, fits = {}, true
      for argument in arguments:sub(2, -2):gmatch '[^,]+' do
         local kind = argument:gsub('const ', ''):gsub('struct ', '')
            :match '^%s*(.-)%s*[%w_]*%s*$':gsub('%s', '')
         kinds[#kinds + 1] = kind
         fits = fits and makers[kind] ~= nil
      end
      if fits and not spared[name] then list[name] = kinds end
   end
   return list
end

function subjects.names()
   local names = {}
   for name in pairs(prototypes '.') do names[#names + 1] = name end
   return names
end

local known
function subjects.attack(name, calls, root)
   known = known or prototypes(root)
   local kinds = known[name]
   for _ = 1, calls do
      local list, shared = {}, values.tensor 'Float'
      for i, kind in ipairs(kinds) do
         list[i] = makers[kind]()
         if kind == 'cr_tensor*' and random(2) == 1 then
            list[i] = random(3) == 1 and shared or values.tensor 'Float'
         end
         if kind:match '%*$' and random(8) == 1 then list[i] = nil end
      end
      call('cr.' .. name, cr[name], list, #kinds, 'any')
   end
end

return subjects
