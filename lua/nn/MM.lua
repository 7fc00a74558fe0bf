--- MM.lua - the product of the two matrices of a table, or of two batches of them.
--
--    print(nn.MM():forward { torch.ones(2, 3), torch.ones(3, 4) }[1][1]) --> 3

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local MM, Parent = torch.class('nn.MM', 'nn.Module')

--- transA, transB: true to transpose the first or the second.
function MM:__init(transA, transB)
   Parent.__init(self)
   self.transA, self.transB = transA or false, transB or false
   self.gradInput = { torch.Tensor(), torch.Tensor() }
end

local function turned(matrix, turn)
   return turn and matrix:transpose(matrix:dim() - 1, matrix:dim()) or matrix
end

--- input: {M x K, K x N}, or {B x M x K, B x K x N}; output M x N or B x M x N.
function MM:updateOutput(input)
   expect.table(self, 'input', input)
   expect.tensor(self, 'element 1 of input', input[1], self.output)
   expect.tensor(self, 'element 2 of input', input[2], self.output)
   local a, b = turned(input[1], self.transA), turned(input[2], self.transB)
   local ndim = a:dim()
   if ndim ~= b:dim() or ndim < 2 or ndim > 3 or a:size(ndim) ~= b:size(ndim - 1)
      or a:size(1) ~= b:size(1) and ndim == 3 then
      expect.fail(self, 'cannot multiply %s and %s%s', expect.describe(input[1]),
         expect.describe(input[2]),
         (self.transA or self.transB) and ', transposed as they are' or '')
   end
   if ndim == 2 then cr.mm(self.output, a, b) else cr.bmm(self.output, a, b) end
   return self.output
end

function MM:updateGradInput(input, gradOutput)
   local a, b = turned(input[1], self.transA), turned(input[2], self.transB)
   local multiply = a:dim() == 2 and cr.mm or cr.bmm
   if #self.gradInput ~= 2 then self.gradInput = { a.new(), a.new() } end
   local first, second = self.gradInput[1], self.gradInput[2]
   if self.transA then
      multiply(first, b, turned(gradOutput, true))
   else
      multiply(first, gradOutput, turned(b, true))
   end
   if self.transB then
      multiply(second, turned(gradOutput, true), a)
   else
      multiply(second, turned(a, true), gradOutput)
   end
   return self.gradInput
end

return MM
