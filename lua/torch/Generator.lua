--- Generator.lua - torch.Generator(): a stream of random numbers of its own.
-- Every random function takes one as its first argument, after the result.
--
--    local mine = torch.Generator()
--    torch.manualSeed(mine, 123)
--    print(torch.random(mine)) --> 2991312382

local generator = require 'cbind.generator'
local class = require 'torch.class'

local Generator = generator.class
Generator.__typename, Generator.__index = 'torch.Generator', Generator
class.metatables['torch.Generator'] = Generator
class.factories['torch.Generator'] = generator.new

--- A new generator.
--
--    print(torch.type(torch.Generator.new())) --> torch.Generator
function Generator.new() return generator.new() end

--- Write the state to a torch.File, as bytes.
--
--    local file, mine = torch.MemoryFile():binary(), torch.Generator()
--    mine:write(file)
--    print(file:position() > 1000) --> true
function Generator:write(file)
   require 'torch.File'.handleOf('write', file, 'argument 1')
   file:writeByte(require 'torch'.getRNGState(self):storage())
end

--- Read it back.
--
--    local file, mine, other = torch.MemoryFile(), torch.Generator(), torch.Generator()
--    mine:write(file)
--    other:read(file:seek(1))
--    print(torch.random(mine) == torch.random(other)) --> true
function Generator:read(file)
   require 'torch.File'.handleOf('read', file, 'argument 1')
   local torch = require 'torch'
   local size = torch.getRNGState(self):nElement()
   torch.setRNGState(self, torch.ByteTensor(file:readByte(size)))
end

return setmetatable({}, {
   __index = Generator, __newindex = Generator, __metatable = Generator,
   __call = generator.new,
})
