--- DotProduct.lua - the scalar product of two vectors, or of the rows of two matrices.
--
--    print(nn.DotProduct():forward { torch.Tensor{1, 2}, torch.Tensor{3, 4} }[1]) --> 11

local torch = require 'torch'
local expect = require 'nn.expect'

local DotProduct, Parent = torch.class('nn.DotProduct', 'nn.Module')

function DotProduct:__init()
   Parent.__init(self)
   self.gradInput = { torch.Tensor(), torch.Tensor() }
end

--- input: a table of two tensors alike, I or N x I; output: 1 or N.
function DotProduct:updateOutput(input)
   expect.tensors(self, input, self.output, 2)
   local a, b = input[1], input[2]
   local product = a.new():resizeAs(a):copy(a):cmul(b)
   if a:dim() == 1 then
      self.output:resize(1):fill(product:sum())
   else
      self.output:sum(product, 2)
      self.output:resize(a:size(1))
   end
   return self.output
end

function DotProduct:updateGradInput(input, gradOutput)
   for i = 1, 2 do
      local other = input[3 - i]
      if #self.gradInput ~= 2 then self.gradInput = { other.new(), other.new() } end
      local factor = gradOutput:contiguous()
      if other:dim() == 1 then
         factor = factor:view(1)
      else
         factor = factor:view(-1, 1)
      end
      self.gradInput[i]:resizeAs(other):copy(other):cmul(factor:expandAs(other))
   end
   return self.gradInput
end

return DotProduct
