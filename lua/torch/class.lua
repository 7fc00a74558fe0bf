--- class.lua - torch.class: single inheritance by metatables, as in Torch7.
-- nn.Linear is a constructor; its fields are those of the class's metatable, in which
-- methods lie and which torch.getmetatable 'nn.Linear' gives.

local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local generator = require 'cbind.generator'

local metatables = {} -- by name; those of tensors and storages too
local factories = {}  -- by name: make an empty object, for torch.load
local class = { metatables = metatables, factories = factories }

-- The table that 'nn.Linear' lies in: package.loaded.nn or the global nn.
local function moduleOf(name)
   local module = name:match '^(.*)%.[^.]+$'
   if not module then return _G end
   local found = package.loaded[module] or _G[module]
   if type(found) == 'table' then return found end
   own.raise(("class: module '%s' of '%s' is not loaded"):format(module, name))
end

-- What stands in the package for a class: called, it makes an object.
local function constructorOf(metatable, make)
   return setmetatable({}, {
      __index = metatable,
      __newindex = metatable,
      __metatable = metatable,
      __call = function(_, ...) return make(...) end,
   })
end

-- A method __tostring__ is what tostring does with an object, and so for these operators.
local events = {}
for name in ('tostring call len concat add sub mul div mod pow unm eq lt le'):gmatch '%a+' do
   events['__' .. name .. '__'] = '__' .. name
end

local function define(metatable, key, value)
   rawset(metatable, key, value)
   if events[key] then rawset(metatable, events[key], value) end
end

--- The metatable of the class `name`; nil if there is none. Packages load some classes when
-- they are first named.
--
--    print(torch.getmetatable 'torch.Timer'.__typename) --> torch.Timer
function class.getmetatable(name)
   local found = metatables[name]
   if found or type(name) ~= 'string' then return found end
   local module, short = name:match '^([%w_]+)%.([%w_]+)$'
   module = package.loaded[module]
   if type(module) == 'table' and module[short] ~= nil then return metatables[name] end
end

-- A new metatable with the parent's operators, which are not inherited by themselves.
local function derived(name, parent)
   local metatable = { __typename = name, __version = 1 }
   for event, handler in pairs(parent or {}) do
      if type(event) == 'string' and event:match '^__%a+$' and metatable[event] == nil
         and event ~= '__index' and event ~= '__init' and event ~= '__factory' then
         metatable[event] = handler
      end
   end
   metatable.__index = metatable
   return setmetatable(metatable, { __index = parent, __metatable = parent,
      __newindex = define })
end

local function checkName(name)
   if type(name) ~= 'string' then
      own.raise(('class: name is a %s, expected a string'):format(type(name)))
   end
   if not name:match '[^.]$' then
      own.raise(("class: name is '%s', expected one such as 'nn.Linear'"):format(name))
   end
   if metatables[name] then own.raise(("class: '%s' exists already"):format(name)) end
end

local function parentOf(name, parentName)
   if not parentName then return nil end
   local parent = class.getmetatable(parentName)
   if not parent then
      own.raise(("class: parent '%s' of '%s' does not exist"):format(tostring(parentName),
         name))
   end
   return parent
end

--- Make the class `name` with a constructor of its own; returns its metatable. make: gives an
-- object for torch.Name(...), nil for a class without a constructor. factory: gives one that
-- torch.load fills. Objects are Lua tables, which are collected without a destructor.
--
--    local zoo = {}
--    local Cat
--    Cat = torch.newmetatable('zoo.Cat', nil,
--       function() return setmetatable({ sound = 'meow' }, Cat) end, nil, nil, zoo)
--    print(zoo.Cat().sound, torch.typename(zoo.Cat())) --> meow zoo.Cat
function class.newmetatable(name, parentName, make, destructor, factory, module)
   checkName(name)
   if destructor ~= nil then
      own.raise(("newmetatable: '%s' has a destructor, which objects of Lua cannot have")
         :format(name))
   end
   local parent = parentOf(name, parentName)
   local metatable = derived(name, parent)
   if make then
      rawset(metatable, 'new', make)
      rawset(module or moduleOf(name), name:match '[^.]+$', constructorOf(metatable, make))
   end
   metatables[name], factories[name] = metatable, factory
   return metatable
end

--- Make the class `name` ('nn.Linear'), perhaps derived from the class `parentName`, and
-- put its constructor into the table `module` (else into the package that the name begins
-- with). Returns the metatable, to which methods are added, and the parent's.
--
--    local zoo = {}
--    local Dog = torch.class('zoo.Dog', zoo)
--    function Dog:__init(name) self.name = name end
--    print(zoo.Dog('Rex').name, torch.typename(zoo.Dog('Rex'))) --> Rex zoo.Dog
function class.class(name, parentName, module)
   if type(parentName) == 'table' then parentName, module = nil, parentName end
   local metatable
   metatable = class.newmetatable(name, parentName, function(...)
      local object = setmetatable({}, metatable)
      local init = metatable.__init
      if init then init(object, ...) end
      return object
   end, nil, function() return setmetatable({}, metatable) end, module)
   local parent = getmetatable(metatable)
   if parent then return metatable, parent end
   return metatable
end

--- A function that makes an object of the class without calling its constructor; or nil.
--
--    print(torch.type(torch.factory 'torch.CmdLine'())) --> torch.CmdLine
function class.factory(name) return factories[name] end

--- The class of an object, 'nn.Linear'; nothing at all for what is no Torch object.
--
--    print(torch.typename(torch.FloatTensor())) --> torch.FloatTensor
function class.typename(object)
   if tensor.isTensor(object) then return tensor.names[object.dtype] end
   if tensor.isStorage(object) then
      return (tensor.names[object.owner.dtype]:gsub('Tensor$', 'Storage'))
   end
   if generator.isGenerator(object) then return 'torch.Generator' end
   if type(object) ~= 'table' and type(object) ~= 'userdata' then return end
   local metatable = debug.getmetatable(object) -- that of a constructor names no class
   local name = type(metatable) == 'table' and rawget(metatable, '__typename')
   if name then return name end
end

--- torch.type: as Lua's type(), but the class of a Torch object.
--
--    print(torch.type(1), torch.type(torch.FloatTensor())) --> number torch.FloatTensor
function class.type(object) return class.typename(object) or type(object) end

-- The class that isTypeOf is asked about: its name or a pattern, or its constructor.
local function nameOf(class_)
   if type(class_) == 'string' then return class_ end
   local metatable = type(class_) == 'table' and getmetatable(class_)
   local name = type(metatable) == 'table' and rawget(metatable, '__typename')
   if name then return name end
   own.raise(('isTypeOf: class is a %s, expected a name, a pattern or a constructor')
      :format(type(class_)))
end

--- Whether `object` is of the class `name`, or of one derived from it. The name may be a
-- Lua
-- pattern that fits more than itself: 'torch.*Tensor' fits every tensor.
--
--    local x = torch.DoubleTensor()
--    print(torch.isTypeOf(x, 'torch.*Tensor'), torch.isTypeOf(x, 'torch.Timer')) --> true false
function class.isTypeOf(object, name)
   name = nameOf(name)
   local metatable = metatables[class.typename(object)]
   while metatable do
      local here = rawget(metatable, '__typename')
      local valid, found = pcall(string.match, here, name)
      if not valid then own.raise("isTypeOf: no pattern: '" .. name .. "'") end
      if here == name or found and found ~= name then return true end
      local up = getmetatable(metatable)
      metatable = type(up) == 'table' and rawget(up, '__typename') and up or nil
   end
   return false
end

--- Set the metatable of an object to that of the class `name`; returns the object.
--
--    print(torch.type(torch.setmetatable({}, 'torch.CmdLine'))) --> torch.CmdLine
function class.setmetatable(object, name)
   if type(object) ~= 'table' then
      own.raise(('setmetatable: object is a %s, expected a table'):format(type(object)))
   end
   local metatable = class.getmetatable(name)
   if not metatable then
      own.raise(("setmetatable: class '%s' does not exist"):format(tostring(name)))
   end
   return setmetatable(object, metatable)
end

return class
