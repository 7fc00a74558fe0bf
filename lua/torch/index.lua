--- index.lua - t[i], t[{...}], t[mask], and their assignments.

local tensor = require 'cbind.tensor'
local cr = require 'cbind'
local own = require 'cbind.own'
local C = require 'cbind.library'
local explain = require 'torch.explain'

local hooks, isTensor, isStorage, new = tensor.hooks, tensor.isTensor, tensor.isStorage,
   tensor.new
local fail = require 'cbind.check'.fail
local U8, I64 = tonumber(C.CR_U8), tonumber(C.CR_I64)

-- Position i of dimension d (both from 1) as an offset from 0; negative ones count back.
local function position(self, d, i)
   local size = self.ndim >= d and tonumber(self.sizes[d - 1]) or 0
   if type(i) ~= 'number' or i % 1 ~= 0 or i > size or i < -size or i == 0 then
      own.raise(('[]: index is %s, expected 1 to %d for dimension %d of a %s')
         :format(explain.describe(i),
         size, d, explain.describe(self)))
   end
   return i > 0 and i - 1 or size + i
end

local function selected(self, d, at)
   local view = new(self.dtype)
   if C.cr_select(view, self, d, at) ~= 0 then fail() end
   return view
end

-- first and size of {first, last}, as offsets from 0; {} is everything.
local function span(self, d, range)
   if #range == 0 then return 0, tonumber(self.sizes[d - 1]) end
   local first = position(self, d, range[1])
   local last = range[2] == nil and first or position(self, d, range[2])
   if last < first or #range > 2 then
      own.raise(('[]: range is %s to %s, expected {first, last}')
         :format(tostring(range[1]), tostring(range[2])))
   end
   return first, last - first + 1
end

-- The view that t[{i, {first, last}, {}}] names, and whether every dimension is a number.
local function view(self, places)
   if #places > self.ndim then
      own.raise(('[]: %d indices, expected at most %d for a %s')
         :format(#places, self.ndim, explain.describe(self)))
   end
   local made, d, whole = new(self.dtype), 1, true
   cr.tensor_share(made, self)
   for _, place in ipairs(places) do
      if type(place) == 'table' then
         local first, size = span(made, d, place)
         cr.narrow(made, made, d - 1, first, size)
         d, whole = d + 1, false
      else
         local at = position(made, d, place)
         if made.ndim == 1 then
            cr.narrow(made, made, 0, at, 1)
            d = d + 1
         else
            cr.select(made, made, d - 1, at)
         end
      end
   end
   return made, whole and self.ndim > 0 and #places == self.ndim
end

local function masked(self, mask)
   if mask.dtype ~= U8 then
      own.raise('[]: mask is ' .. explain.describe(mask)
         .. ', expected a torch.ByteTensor')
   end
   return self:maskedSelect(mask)
end

local function fromStorage(storage)
   local places = {}
   for i = 1, #storage do places[i] = storage[i] end
   return places
end

function hooks.get(self, key)
   if type(key) == 'number' then
      local at = position(self, 1, key)
      if self.ndim == 1 then
         return tensor.read(self.owner, tonumber(self.start + at * self.strides[0]))
      end
      return selected(self, 0, at)
   elseif type(key) == 'table' or isStorage(key) then
      local made, whole = view(self, type(key) == 'table' and key or fromStorage(key))
      if whole then return tensor.read(made.owner, tonumber(made.start)) end
      return made
   elseif isTensor(key) then
      return masked(self, key)
   end
   own.raise(('[]: index is %s, expected a number, a table or a ByteTensor')
      :format(explain.describe(key)))
end

-- Into a view: a number fills it, a tensor or storage is copied.
local function assign(made, value)
   if type(value) == 'number' then
      cr.fill(made, value)
   elseif isTensor(value) then
      cr.copy(made, value)
   elseif isStorage(value) then
      made:copy(require 'torch.Tensor'(value.owner.dtype, value, 1))
   else
      own.raise('[]: value is ' .. explain.describe(value)
         .. ', expected a number or a tensor')
   end
end

function hooks.set(self, key, value)
   if type(key) == 'number' then
      local at = position(self, 1, key)
      if self.ndim == 1 and type(value) == 'number' then
         return tensor.write(self.owner, tonumber(self.start + at * self.strides[0]),
            value)
      end
      if self.ndim == 1 then
         local one = new(self.dtype)
         cr.narrow(one, self, 0, at, 1)
         return assign(one, value)
      end
      assign(selected(self, 0, at), value)
   elseif type(key) == 'table' or isStorage(key) then
      assign((view(self, type(key) == 'table' and key or fromStorage(key))), value)
   elseif isTensor(key) then
      if key.dtype ~= U8 then
         own.raise('[]: mask is ' .. explain.describe(key)
            .. ', expected a torch.ByteTensor')
      end
      if type(value) == 'number' then self:maskedFill(key,
         value) else self:maskedCopy(key, value) end
   elseif type(key) == 'string' then
      own.raise(("tensor: no field '%s' to set"):format(key))
   else
      own.raise(('[]: index is %s, expected a number, a table or a ByteTensor')
         :format(explain.describe(key)))
   end
end

--- #t: the sizes as a LongStorage.
function hooks.length(self)
   local sizes = tensor.newStorage()
   cr.storage_create(sizes, I64, self.ndim)
   for d = 0, self.ndim - 1 do tensor.write(sizes.owner, d, self.sizes[d]) end
   return sizes
end
