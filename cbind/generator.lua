--- generator.lua - random generators as Lua objects, and single numbers drawn from them.
-- In every call nil stands for the generator of the thread.

local ffi = require 'ffi'
local C = require 'cbind.library'
local check = require 'cbind.check'

local Generator = ffi.typeof 'cr_generator'

local registry = debug.getregistry().cresset
registry.generator = registry.generator or {}
local class = registry.generator

pcall(ffi.metatype, Generator, { -- fails, and need not succeed, on a reload
   __index = function(_, key) return class[key] end,
   __tostring = function() return 'torch.Generator' end,
})

local function isGenerator(value) return ffi.istype(Generator, value) end

--- A generator with a seed of the system's.
local function new()
   local generator = Generator()
   C.cr_seed(generator, ffi.new 'int64_t[1]')
   return generator
end

local value, whole = ffi.new 'double[1]', ffi.new 'int64_t[1]'
local fail, flag, interrupted = check.fail, check.flag, check.interrupted

--- The next number of a distribution, CR_UNIFORM and so on.
local function draw(distribution, generator, a, b)
   if C.cr_draw(value, generator, distribution, a, b) ~= 0 then fail() end
   if flag[0] ~= 0 then interrupted() end
   return value[0]
end

--- The next whole number from low to high.
local function drawInteger(generator, low, high)
   if C.cr_draw_integer(whole, generator, low, high) ~= 0 then fail() end
   if flag[0] ~= 0 then interrupted() end
   return tonumber(whole[0])
end

--- cr_seed and cr_initial_seed: the number that they tell.
local function seed(generator)
   check.check(C.cr_seed(generator, whole))
   return tonumber(whole[0])
end

local function initialSeed(generator)
   check.check(C.cr_initial_seed(generator, whole))
   return tonumber(whole[0])
end

return {
   class = class, isGenerator = isGenerator, new = new, own = C.cr_generator_own,
   draw = draw, drawInteger = drawInteger, seed = seed, initialSeed = initialSeed,
}
