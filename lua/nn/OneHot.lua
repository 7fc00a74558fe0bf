--- OneHot.lua - an index becomes a vector of zeros with a one in its place.
--
--    print(unpack(nn.OneHot(4):forward(torch.LongTensor{3}):view(4):totable()))
--    --> 0 0 1 0

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local OneHot, Parent = torch.class('nn.OneHot', 'nn.Module')

--- outputSize: number of indices.
function OneHot:__init(outputSize)
   Parent.__init(self)
   expect.count(self, 'outputSize', outputSize)
   self.outputSize = outputSize
end

--- input: a number or a tensor of whole numbers from 1 to outputSize, of any shape;
-- output has one dimension more.
function OneHot:updateOutput(input)
   if type(input) == 'number' then input = torch.LongTensor { input } end
   expect.anyTensor(self, 'input', input)
   local sizes = input:size():totable()
   sizes[#sizes + 1] = self.outputSize
   local flat = input:contiguous():view(-1):long()
   self.output:resize(torch.LongStorage(sizes)):zero()
   local rows = self.output:view(-1, self.outputSize)
   cr.scatter_fill(rows, 1, flat:view(-1, 1), 1)
   return self.output
end

function OneHot:updateGradInput(input)
   if type(input) == 'number' then return 0 end
   self.gradInput:resize(input:size()):zero()
   return self.gradInput
end

return OneHot
