--- npz.lua - NumPy's files of named arrays: numpy.savez, numpy.load.

local archive = require 'cbind.archive'
local own = require 'cbind.own'
local named = require 'cresset.named'
local describe = require 'torch.explain'.describe

local npz = {}

--- The arrays of a file as a table of tensors by name; their types are those that
-- npy.load gives.
function npz.load(path)
   local tensors = named.load(path, archive.NPZ)
   return tensors
end

--- Write a table of tensors. {x = {y = t}} gets the name 'x.y'. options:
-- {compressed = true} as numpy.savez_compressed does.
function npz.save(path, tensors, options)
   options = options or {}
   for key, value in pairs(options) do
      if key ~= 'compressed' or type(value) ~= 'boolean' then
         own.raise(('save: there is no option %s = %s'):format(tostring(key),
            describe(value)))
      end
   end
   named.save(path, options.compressed and archive.COMPRESSED or archive.NPZ, tensors)
end

return npz
