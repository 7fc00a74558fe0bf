--- kinds.lua - what an argument of a signature can be: how it is told and how it is passed.
-- test: an expression that is true if %s is one. pass: the expression given to C for it.
-- whole: it must be a whole number that a double holds exactly. said: for messages.

local kinds = {
   tensor = { test = 'isTensor(%s)', said = 'a tensor' },
   number = { test = "type(%s) == 'number'", said = 'a number' },
   integer = { test = "type(%s) == 'number'", said = 'a whole number', whole = true },
   index = { test = "type(%s) == 'number'", pass = '%s - 1', said = 'an index', whole = true },
   dimension = { test = "type(%s) == 'number'", pass = '%s - 1', said = 'a dimension',
      whole = true },
   boolean = { test = "type(%s) == 'boolean'", pass = '%s and 1 or 0', said = 'true or false' },
   string = { test = "type(%s) == 'string'", said = 'a string' },
   table = { test = "type(%s) == 'table'", said = 'a table' },
   ['function'] = { test = "type(%s) == 'function'", said = 'a function' },
   generator = { test = 'isGenerator(%s)', said = 'a torch.Generator' },
   storage = { test = 'isStorage(%s)', said = 'a storage' },
   any = { test = '%s ~= nil', said = 'a value' },
}

-- byte, long, ...: a tensor of one type.
local types = { byte = 'U8', long = 'I64', float = 'F32', double = 'F64', int = 'I32' }
for name, dtype in pairs(types) do
   kinds[name] = { test = 'isTensor(%s) and %s.dtype == ' .. dtype,
      said = 'a torch.' .. name:gsub('^%l', string.upper) .. 'Tensor' }
end

-- An option of two letters: a string that begins with one of them, as Torch7 takes it.
-- C is given 1 for the second one.
local options = { triangle = 'UL', transpose = 'NT', diagonal = 'NU', vectors = 'NV',
   part = 'SA', side = 'LR' }
for name, letters in pairs(options) do
   local first, second = letters:byte(1, 2)
   kinds[name] = { option = letters,
      test = ("type(%%s) == 'string' and (%%s:byte() == %d or %%s:byte() == %d)")
         :format(first, second),
      pass = ('(%%s):byte() == %d and 1 or 0'):format(second),
      said = ("'%s' or '%s'"):format(letters:sub(1, 1), letters:sub(2)) }
end

return kinds
