--- pointwise.lua - functions of elements. Most come from the lists in lib/ops, by name.

local C = require 'cbind.library'
local cr = require 'cbind'
local tensor = require 'cbind.tensor'

local text, scratch, F64 = tensor.string, tensor.scratch, tonumber(C.CR_F64)

local list = {}

-- What an op makes of a number: torch.sqrt(2) is 1.414...
local function ofOne(value, op)
   local x = tensor.new(F64)
   scratch[0] = 1
   cr.tensor_resize(x, 1, scratch, nil)
   cr.fill(x, value)
   op(x)
   return tensor.read(x.owner, 0)
end

-- The names of an op list with their numbers, and what each is.
local function each(nameOf, make)
   local op = 0
   while nameOf(op) ~= nil do
      make(text(nameOf(op)), op)
      op = op + 1
   end
end

each(C.cr_unary_name, function(name, op)
   list[name] = { inplace = 'x', doc = text(C.cr_unary_doc(op)) .. ', element by element.',
      ('res!, x -> unary(res, x, %d)'):format(op),
      'function value:number -> lua number(value)',
      number = function(value)
         return ofOne(value, function(x) cr.unary(x, x, op) end)
      end }
end)

local tensorNames = { lshift = 'clshift', rshift = 'crshift', bitand = 'cbitand',
   bitor = 'cbitor', bitxor = 'cbitxor', sub = 'csub', mul = 'cmul', div = 'cdiv',
   pow = 'cpow', fmod = 'cfmod', remainder = 'cremainder', max = 'cmax', min = 'cmin' }

each(C.cr_binary_name, function(name, op)
   local doc, other = text(C.cr_binary_doc(op)), tensorNames[name] or name
   local both = ('res!, x, other -> binary(res, x, other, %d)'):format(op)
   local value = ('res!, x, value:number -> binary_value(res, x, value, %d)'):format(op)
   if other == name then
      list[name] = { inplace = 'x', doc = doc, both }
   elseif name == 'max' or name == 'min' or name == 'sub' then
      list[other] = { inplace = 'x', doc = doc, both, value }
   else
      list[other] = { inplace = 'x', doc = doc, both }
      list[name] = { inplace = 'x', doc = doc, value }
   end
   if name == 'pow' then
      list.pow[2] = ('res!, value:number, x -> value_binary(res, value, x, %d)'):format(op)
      list.pow[3] = 'function value:number, exponent:number -> lua number(value, exponent)'
      list.pow.number = function(base, exponent)
         return ofOne(base, function(x) cr.binary_value(x, x, exponent, op) end)
      end
   elseif name == 'sub' then
      list.csub = { inplace = 'x', doc = 'x - value, or x - scale * other, element by element.',
         'res!, x, value:number -> add_value(res, x, -value)',
         'res!, x, scale:number=1, other -> add(res, x, -scale, other)' }
   end
end)
list.mod, list.cmod = list.fmod, list.cfmod

each(C.cr_compare_name, function(name, op)
   list[name] = { doc = ('1 where x %s other (or value) holds, else 0; as a torch.ByteTensor, or in res.'):format(name),
      ('res!:byte, x, value:number -> compare_value(res, x, value, %d)'):format(op),
      ('res!:byte, x, other -> compare(res, x, other, %d)'):format(op),
      ('res, x, value:number -> lua value(res, x, value)'):format(op),
      ('res, x, other -> lua both(res, x, other)'):format(op),
      value = function(res, x, value)
         require 'cbind'.compare_value(res, x, value, op)
         return res
      end,
      both = function(res, x, other)
         require 'cbind'.compare(res, x, other, op)
         return res
      end }
end)

list.add = { inplace = 'x', doc = 'x + value, or x + scale * other, element by element.',
   'res!, x, value:number -> add_value(res, x, value)',
   'res!, x, scale:number=1, other -> add(res, x, scale, other)',
   'res!, x, other, scale:number -> add(res, x, scale, other)' }

list.addcmul = { inplace = 'x', doc = 'x + value * tensor1 * tensor2, element by element.',
   'res!, x, value:number=1, tensor1, tensor2 -> addcmul(res, x, value, tensor1, tensor2)' }

list.addcdiv = { inplace = 'x', doc = 'x + value * tensor1 / tensor2, element by element.',
   'res!, x, value:number=1, tensor1, tensor2 -> addcdiv(res, x, value, tensor1, tensor2)' }

list.clamp = { inplace = 'x', doc = 'Elements below min become min, those above max become max.',
   'res!, x, min:number, max:number -> clamp(res, x, min, max)' }

list.lerp = { inplace = 'x', doc = 'x + weight * (other - x): a mixture of two tensors.',
   'res!, x, other, weight:number -> lerp(res, x, other, weight)' }

list.fill = { inplace = 'x', doc = 'Every element becomes value.',
   'x, value:number -> lua fill(x, value)',
   fill = function(x, value)
      require 'cbind'.fill(x, value)
      return x
   end }

list.zero = { inplace = 'x', doc = 'Every element becomes 0.',
   'x -> lua zero(x)',
   zero = function(x)
      require 'cbind'.fill(x, 0)
      return x
   end }

return list
