--- Maxout.lua - the largest of several linear layers, for each output.
-- Goodfellow et al. (2013), Maxout networks, arXiv:1302.4389.
--
--    print(unpack(nn.Maxout(4, 3, 2):forward(torch.ones(5, 4)):size():totable()))
--    --> 5 3

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'
require 'nn.Sequential'

local Maxout, Parent = torch.class('nn.Maxout', 'nn.Sequential')

--- maxoutNumber: how many layers. preprocess: a module before them.
function Maxout:__init(inputSize, outputSize, maxoutNumber, preprocess)
   Parent.__init(self)
   expect.count(self, 'maxoutNumber', maxoutNumber)
   if preprocess then self:add(preprocess) end
   self:add(nn.Linear(inputSize, outputSize * maxoutNumber))
   self:add(nn.View(maxoutNumber, outputSize):setNumInputDims(1))
   self:add(nn.Max(1, 2))
end

return Maxout
