--- data.lua - the digits, as numbers with mean 0 and deviation 1, and the order they
-- come in.

local sets = require 'cresset.data'

-- Mean and deviation of the pixels of MNIST, from 0 to 1; the drawn digits are close to
-- it.
local MEAN, DEVIATION = 0.1307, 0.3081

local function prepared(part, count)
   local images, labels = part.data, part.label
   if count > 0 and count < labels:size(1) then
      images, labels = images:narrow(1, 1, count), labels:narrow(1, 1, count)
   end
   return {
      images = images:float():div(255):add(-MEAN):div(DEVIATION),
      labels = labels:long(),
      count = labels:size(1),
   }
end

local function choose(name)
   if name == 'digits' then return sets.digits(), 'digits' end
   if name == 'mnist' then return assert(sets.mnist()), 'mnist' end
   if name ~= 'auto' then error(("there is no data '%s'; see --help"):format(name), 0) end
   local mnist = sets.mnist { download = false }
   if mnist then return mnist, 'mnist' end
   return sets.digits(), 'digits'
end

--- { name =, train = part, test = part }; a part is { images =, labels =, count = }.
return function(options)
   local set, name = choose(options.data)
   local text = 'data: %s, %d for training, %d for testing'
   print(text:format(name, set.train.label:size(1), set.test.label:size(1)))
   return { name = name, train = prepared(set.train, options.train),
      test = prepared(set.test, 0) }
end
