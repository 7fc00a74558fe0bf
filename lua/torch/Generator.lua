--- Generator.lua - torch.Generator(): a stream of random numbers of its own.
-- Every random function takes one as its first argument, after the result.

local generator = require 'cbind.generator'
local class = require 'torch.class'

local Generator = generator.class
Generator.__typename, Generator.__index = 'torch.Generator', Generator
class.metatables['torch.Generator'] = Generator
class.factories['torch.Generator'] = generator.new

function Generator.new() return generator.new() end

--- Write the state to a torch.File, as bytes.
function Generator:write(file)
   file:writeByte(require 'torch'.getRNGState(self):storage())
end

--- Read it back.
function Generator:read(file)
   local torch = require 'torch'
   local size = torch.getRNGState(self):nElement()
   torch.setRNGState(self, torch.ByteTensor(file:readByte(size)))
end

return setmetatable({}, {
   __index = Generator, __newindex = Generator, __metatable = Generator,
   __call = generator.new,
})
