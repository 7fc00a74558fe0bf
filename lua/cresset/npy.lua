--- npy.lua - NumPy's files of one array: numpy.save, numpy.load.

local cr = require 'cbind'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local named = require 'cresset.named'
local describe = require 'torch.explain'.describe

local npy = {}

--- The array in a file as a tensor of its type. bool becomes a ByteTensor of 0 and 1,
-- unsigned integers of 16 bits an IntTensor, of 32 and 64 bits a LongTensor; an array
-- without dimensions gets one of size 1.
function npy.load(path)
   local read = tensor.blank()
   cr.npy_read(read, named.checkPath('load', path))
   return read
end

--- Write a tensor. What was there is replaced in one step. A BFloat16Tensor becomes an
-- array of 32-bit floats, since NumPy has no such type.
function npy.save(path, saved)
   named.checkPath('save', path)
   if not tensor.isTensor(saved) then
      own.raise(('save: argument 2 is %s, expected a tensor'):format(describe(saved)))
   end
   cr.npy_write(path, saved)
end

return npy
