--- create.lua - tensors made from sizes and numbers; as methods they refill the object.

local cr = require 'cbind'
local scratch = require 'cbind.tensor'.scratch

local list = {}

local function filled(value)
   return function(res, count)
      cr.tensor_resize(res, count, scratch, nil)
      cr.fill(res, value)
      return res
   end
end

list.zeros = { inplace = true, doc = 'A tensor of zeros.',
   'res!, sizes -> lua zeros(res, sizes)', zeros = filled(0) }

list.ones = { inplace = true, doc = 'A tensor of ones.',
   'res!, sizes -> lua ones(res, sizes)', ones = filled(1) }

list.eye = { inplace = true, doc = 'The matrix with ones on its diagonal.',
   'res!, rows:integer, columns:integer=rows -> eye(res, rows, columns)' }

list.range = { inplace = true, doc = 'first, first + step, ... up to last.',
   'res!, first:number, last:number, step:number=1 -> range(res, first, last, step)' }

list.linspace = { inplace = true, doc = 'count numbers from first to last, equally spaced.',
   'res!, first:number, last:number, count:integer=100 -> linspace(res, first, last, count)' }

list.logspace = { inplace = true,
   doc = '10 to the power of count numbers from first to last, equally spaced.',
   'res!, first:number, last:number, count:integer=100 -> logspace(res, first, last, count)' }

return list
