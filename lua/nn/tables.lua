--- tables.lua - nn.tables: which maps SpatialConvolutionMap connects, as rows (map of the
-- input, map of the output).
--
--    print(unpack(nn.tables.full(2, 2):t():contiguous():view(8):totable()))
--    --> 1 2 1 2 1 1 2 2

local torch = require 'torch'
local nn = require 'nn'
local own = require 'cbind.own'

local tables = {}
nn.tables = tables

local function count(name, what, value, most)
   local fits = type(value) == 'number' and value % 1 == 0 and value >= 1
   if not fits or value > (most or 2 ^ 31) then
      local message = 'tables.%s: %s is %s, expected a whole number of 1 or more%s'
      own.raise(message:format(name,
         what, tostring(value), most and ', at most ' .. most or ''))
   end
end

--- Every input with every output.
function tables.full(nin, nout)
   count('full', 'nin', nin)
   count('full', 'nout', nout)
   local list = torch.Tensor(nin * nout, 2)
   local rows = list:view(nout, nin, 2)
   for o = 1, nout do rows[o]:select(2, 1):copy(torch.range(1, nin)) end
   for o = 1, nout do rows[o]:select(2, 2):fill(o) end
   return list
end

--- Input i with output i.
function tables.oneToOne(nfeat)
   count('oneToOne', 'nfeat', nfeat)
   local numbers = torch.range(1, nfeat):view(nfeat, 1)
   return torch.cat(numbers, numbers, 2)
end

--- nto inputs for each output: the inputs in a random order, cut into pieces of nto, and
-- in another order when the pieces are used up.
function tables.random(nin, nout, nto)
   count('random', 'nin', nin)
   count('random', 'nout', nout)
   count('random', 'nto', nto, nin)
   local rows = torch.Tensor(nout, nto, 2)
   local pieces, order, piece = math.floor(nin / nto), torch.randperm(nin), 0
   for o = 1, nout do
      rows[o]:select(2, 1):copy(order:narrow(1, piece * nto + 1, nto))
      rows[o]:select(2, 2):fill(o)
      piece = piece + 1
      if piece == pieces then order, piece = torch.randperm(nin), 0 end
   end
   return rows:view(nout * nto, 2)
end

return tables
