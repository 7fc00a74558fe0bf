--- object.lua - tensors as objects: their memory as C sees it, and what Torch7's had to do
-- with references.

local tensor = require 'cbind.tensor'
local own = require 'cbind.own'

local list = {}

list.data = { doc = 'A C pointer to the first element, or its address as a number. It keeps '
      .. 'nothing alive: hold on to the tensor while C uses it.',
   'x, asNumber:boolean=false -> lua get(x, asNumber)',
   get = function(x, asNumber)
      if x.owner == nil then own.raise 'data: the tensor has no elements' end
      local pointer = tensor.elements(x.owner, x.start)
      return asNumber == 1 and tensor.address(pointer) or pointer
   end }

list.cdata = { doc = "Refused: it gave Torch7's own C structure. x:data() points to the elements.",
   'x, asNumber:boolean=false -> lua refuse()',
   refuse = function()
      own.raise 'cdata: there is no THTensor here; data points to the elements'
   end }

list.retain = { doc = 'Does nothing: Torch7 counted references by hand, here the collector does.',
   'method x -> lua nothing()', nothing = function() end }
list.free = list.retain

list.real = { doc = 'The elements as a tensor of the default type.', 'method x -> lua real(x)',
   real = function(x) return x:type(require 'torch'.getdefaulttensortype()) end }

list.isTensor = { doc = 'true: that it has this method shows it.', 'method x -> lua yes()',
   yes = function() return true end }

return list
