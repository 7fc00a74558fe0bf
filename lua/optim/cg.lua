--- cg.lua - conjugate gradients (Polak and Ribiere) with a line search that interpolates.
-- Rasmussen (2002), minimize.m, with his names of the options.
--
--    local x = torch.Tensor{5, -3}
--    optim.cg(function(p) return p:dot(p) / 2, p:clone() end, x, { maxIter = 10 })
--    print(x:norm() < 1e-6) --> true

local call = require 'optim.call'

local function isNumber(z) return z == z and math.abs(z) < math.huge end

-- The cubic through f2, f3 at distance z3, with slopes d2, d3: A and B of its minimum.
local function cubic(l)
   return 6 * (l.f2 - l.f3) / l.z3 + 3 * (l.d2 + l.d3),
      3 * (l.f3 - l.f2) - l.z3 * (l.d3 + 2 * l.d2)
end

-- A step back, where f is too high or rises again.
local function inwards(l, o)
   local z
   if l.f2 > l.f1 then
      z = l.z3 - 0.5 * l.d3 * l.z3 ^ 2 / (l.d3 * l.z3 + l.f2 - l.f3)
   else
      local a, b = cubic(l)
      z = (math.sqrt(b * b - a * l.d2 * l.z3 ^ 2) - b) / a
   end
   if not isNumber(z) then z = l.z3 / 2 end
   return math.max(math.min(z, o.int * l.z3), (1 - o.int) * l.z3)
end

-- A step on, where f still falls steeply.
local function outwards(l, o)
   local a, b = cubic(l)
   local z = -l.d2 * l.z3 ^ 2 / (b + math.sqrt(b * b - a * l.d2 * l.z3 ^ 2))
   local isOpen = l.limit < -0.5
   if not isNumber(z) or z < 0 then
      return isOpen and l.z1 * (o.ext - 1) or (l.limit - l.z1) / 2
   elseif not isOpen and z + l.z1 > l.limit then
      return (l.limit - l.z1) / 2
   elseif isOpen and z + l.z1 > l.z1 * o.ext then
      return l.z1 * (o.ext - 1)
   elseif z < -l.z3 * o.int then
      return -l.z3 * o.int
   elseif not isOpen and z < (l.limit - l.z1) * (1 - o.int) then
      return (l.limit - l.z1) * (1 - o.int)
   end
   return z
end

-- Search along l.s from where f is l.f1 with slope l.d1; true if a good point was found.
local function search(at, l, o, left)
   at(l.z1)
   l.f3, l.d3, l.z3, l.limit = l.f1, l.d1, -l.z1, -1
   local m = math.min(o.max, left())
   local function isBad()
      return l.f2 > l.f1 + l.z1 * o.rho * l.d1 or l.d2 > -o.sig * l.d1
   end
   while true do
      while isBad() and m > 0 do
         l.limit = l.z1
         local z = inwards(l, o)
         l.z1, m = l.z1 + z, m - 1
         at(z)
         l.z3 = l.z3 - z
      end
      if isBad() then return false end
      if l.d2 > o.sig * l.d1 then return true end
      if m == 0 then return false end
      local z = outwards(l, o)
      l.f3, l.d3, l.z3, l.z1, m = l.f2, l.d2, -z, l.z1 + z, m - 1
      at(z)
   end
end

-- The next direction after a good search, and its first step.
local function turn(l, o)
   l.f1 = l.f2
   local share = (l.df2:dot(l.df2) - l.df1:dot(l.df2)) / l.df1:dot(l.df1)
   l.s:mul(share):add(-1, l.df2)
   l.df1, l.df2 = l.df2, l.df1
   l.d2 = l.df1:dot(l.s)
   if l.d2 > 0 then
      l.s:copy(l.df1):mul(-1)
      l.d2 = -l.s:dot(l.s)
   end
   l.z1 = l.z1 * math.min(o.ratio, l.d1 / (l.d2 - 1e-320))
   l.d1 = l.d2
end

--- Line searches until maxEval is reached. opfunc(x) returns f and df/dx. Returns x, the
-- list of f after each search, and the number of evaluations.
-- config: maxIter (20), maxEval (1.25 maxIter), rho (0.01), sig (0.5), int (0.1),
-- ext (3), ratio (100).
return function(opfunc, x, config, state)
   config = call.tables('cg', opfunc, x, config, state)
   local o = { rho = config.rho or 0.01, sig = config.sig or 0.5, int = config.int or 0.1,
      ext = config.ext or 3, max = config.maxIter or 20, ratio = config.ratio or 100 }
   local maxEval, count, l, failed = config.maxEval or o.max * 1.25, 0, {}, false
   local function evaluate()
      local f, g = call.evaluate('cg', opfunc, x)
      count = count + 1
      return f, g:clone()
   end
   local function at(step)
      x:add(step, l.s)
      l.f2, l.df2 = evaluate()
      l.d2 = l.df2:dot(l.s)
   end
   local function downhill(first)
      l.s = l.df1:clone():mul(-1)
      l.d1 = -l.s:dot(l.s)
      l.z1 = first / (1 - l.d1)
   end
   l.f1, l.df1 = evaluate()
   local values = { l.f1 }
   downhill(1)
   while count < maxEval do
      local x0, f0, df0 = x:clone(), l.f1, l.df1
      if search(at, l, o, function() return maxEval - count end) then
         failed = false
         turn(l, o)
         table.insert(values, l.f1)
      else
         x:copy(x0)
         l.f1, l.df1 = f0, df0
         if failed or count > o.max then break end
         l.df1, l.df2, failed = l.df2, l.df1, true
         downhill(1)
      end
   end
   return x, values, count
end
