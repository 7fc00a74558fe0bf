--- sparse.lua - what layers share whose inputs are lists of indices and values.

local torch = require 'torch'
local expect = require 'nn.expect'

local sparse = {}

--- One vector of each: indices as longs, values, and the sample that each belongs to.
-- list: {indices, values} of every sample. like: a tensor of the layer's type. size: the
-- largest index. offset: what is added to indices.
function sparse.flatten(layer, list, like, size, offset)
   local total = 0
   for i, pair in ipairs(list) do
      local keys, values = pair[1], pair[2]
      expect.anyTensor(layer, ('indices of sample %d'):format(i), keys)
      expect.tensor(layer, ('values of sample %d'):format(i), values, like)
      if keys:nElement() ~= values:nElement() then
         expect.fail(layer, 'sample %d has %d indices but %d values', i,
            keys:nElement(), values:nElement())
      end
      total = total + keys:nElement()
   end
   local keys, values = torch.LongTensor(total), like.new(total)
   local samples, first = torch.LongTensor(total), 1
   for i, pair in ipairs(list) do
      local count = pair[1]:nElement()
      if count > 0 then
         keys:narrow(1, first, count):copy(pair[1])
         values:narrow(1, first, count):copy(pair[2])
         samples:narrow(1, first, count):fill(i)
         first = first + count
      end
   end
   if total == 0 then return keys, values, samples end
   if offset ~= 0 then keys:add(offset) end
   local low, high = keys:min(), keys:max()
   if low < 1 or high > size then
      expect.fail(layer, 'input has the index %d, expected 1 to %d', low < 1 and low
         or high, size)
   end
   return keys, values, samples
end

--- sums[sample] = the rows of the matrix named by keys, times the values, added up.
function sparse.product(sums, matrix, keys, values, samples)
   if keys:nElement() == 0 then return end
   local rows = matrix:index(1, keys)
   rows:cmul(values:view(-1, 1):expandAs(rows))
   sums:indexAdd(1, samples, rows)
end

--- The gradient of every entry of a row: values times the row of gradOutput that belongs
-- to each, and scale.
function sparse.gradients(gradOutput, values, samples, scale)
   local rows = gradOutput:index(1, samples)
   return rows:cmul(values:view(-1, 1):expandAs(rows)):mul(scale)
end

return sparse
