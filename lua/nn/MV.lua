--- MV.lua - the product of the matrix and the vector of a table, or of batches of them.
--
--    print(unpack(nn.MV():forward { torch.ones(2, 3), torch.ones(3) }:totable()))
--    --> 3 3

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local MV, Parent = torch.class('nn.MV', 'nn.Module')

--- trans: true to transpose the matrix.
function MV:__init(trans)
   Parent.__init(self)
   self.trans = trans or false
   self.gradInput = { torch.Tensor(), torch.Tensor() }
end

local function turned(matrix, turn)
   return turn and matrix:transpose(matrix:dim() - 1, matrix:dim()) or matrix
end

-- The vector as a matrix of one column.
local function column(vector)
   return nn.utils.addSingletonDimension(vector, vector:dim() + 1)
end

--- input: {M x N, N}, or {B x M x N, B x N}; output M or B x M.
function MV:updateOutput(input)
   expect.table(self, 'input', input)
   expect.tensor(self, 'element 1 of input', input[1], self.output)
   expect.tensor(self, 'element 2 of input', input[2], self.output)
   local matrix, vector = turned(input[1], self.trans), input[2]
   local ndim = matrix:dim()
   if ndim < 2 or ndim > 3 or vector:dim() ~= ndim - 1
      or matrix:size(ndim) ~= vector:size(ndim - 1) then
      expect.fail(self, 'cannot multiply %s and %s', expect.describe(input[1]),
         expect.describe(vector))
   end
   if ndim == 2 then
      cr.mv(self.output, matrix, vector)
   else
      cr.bmm(self.output, matrix, column(vector))
      self.output:resize(matrix:size(1), matrix:size(2))
   end
   return self.output
end

function MV:updateGradInput(input, gradOutput)
   local matrix, vector = turned(input[1], self.trans), input[2]
   if #self.gradInput ~= 2 then self.gradInput = { matrix.new(), matrix.new() } end
   local first, second = self.gradInput[1], self.gradInput[2]
   local left, right = self.trans and vector or gradOutput, self.trans and gradOutput
      or vector
   if matrix:dim() == 2 then
      cr.ger(first, left, right)
      cr.mv(second, matrix:t(), gradOutput)
   else
      cr.bmm(first, column(left), turned(column(right), true))
      cr.bmm(second, turned(matrix, true), column(gradOutput))
      second:resize(vector:size())
   end
   return self.gradInput
end

return MV
