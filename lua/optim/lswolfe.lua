--- lswolfe.lua - a line search that ends where f has fallen enough and is flat enough.
-- The strong Wolfe conditions, by bracketing and cubic interpolation.
-- Nocedal and Wright (1999), Numerical Optimization, algorithms 3.5 and 3.6.
--
--    local x = torch.Tensor{5, -3}
--    local config = { maxIter = 20, lineSearch = optim.lswolfe }
--    optim.lbfgs(function(p) return p:dot(p) / 2, p:clone() end, x, config)
--    print(x:norm() < 1e-6) --> true

local polyinterp = require 'optim.polyinterp'

local function interpolate(a, b, least, most)
   return (polyinterp({ { a.t, a.f, a.slope }, { b.t, b.f, b.slope } }, least, most))
end

-- A trial within the bracket; near an end twice, it is moved a tenth inwards.
local function trialIn(a, b, wasPoor)
   local t = interpolate(a, b)
   local low, high = math.min(a.t, b.t), math.max(a.t, b.t)
   if math.min(high - t, t - low) / (high - low) >= 0.1 then return t, false end
   if not (wasPoor or t >= high or t <= low) then return t, true end
   local tenth = 0.1 * (high - low)
   return math.abs(t - high) < math.abs(t - low) and high - tenth or low + tenth, false
end

-- Steps outwards until two points bracket a good one: both points, or one that is good.
local function bracket(at, start, first, is, most)
   local previous, point, steps = start, at(first), 0
   while steps < most do
      if is.tooHigh(point) or (steps > 1 and point.f >= previous.f) then
         return previous, point, steps
      elseif is.flat(point) then
         return point, nil, steps
      elseif point.slope >= 0 then
         return previous, point, steps
      end
      local t = interpolate(previous, point, point.t + 0.01 * (point.t - previous.t),
         point.t * 10)
      previous, point, steps = point, at(t), steps + 1
   end
   return start, point, steps
end

-- Narrow a bracket down to a good point.
local function zoom(at, low, high, is, steps, most, tolX)
   local isPoor, t = false
   while steps < most do
      if high.f < low.f then low, high = high, low end
      t, isPoor = trialIn(low, high, isPoor)
      local point = at(t)
      steps = steps + 1
      if is.tooHigh(point) or point.f >= low.f then
         high = point
      else
         if is.flat(point) then return point end
         if point.slope * (high.t - low.t) >= 0 then high = low end
         low = point
      end
      if math.abs((low.t - high.t) * point.slope) < tolX then break end
   end
   return high.f < low.f and high or low
end

--- opfunc(x) returns f and df/dx; x is where to start, t the first step, d the direction,
-- f, g and gtd value, gradient and slope along d at x.
-- options: c1 (1e-4), c2 (0.9), tolX (1e-9), maxIter (20).
-- Returns f, g and x at the end (x is changed), the step, the number of evaluations.
return function(opfunc, x, t, d, f, g, gtd, options)
   options = options or {}
   local c1, c2, most = options.c1 or 1e-4, options.c2 or 0.9, options.maxIter or 20
   local begin, count = x:clone(), 0
   local function at(step)
      x:copy(begin):add(step, d)
      local value, gradient = opfunc(x)
      count = count + 1
      return { t = step, f = value, g = gradient:clone(), slope = gradient:dot(d) }
   end
   local is = {
      tooHigh = function(point) return point.f > f + c1 * point.t * gtd end,
      flat = function(point) return math.abs(point.slope) <= -c2 * gtd end,
   }
   local start = { t = 0, f = f, g = g:clone(), slope = gtd }
   local good, other, steps = bracket(at, start, t, is, most)
   if other then good = zoom(at, good, other, is, steps, most, options.tolX or 1e-9) end
   x:copy(begin):add(good.t, d)
   return good.f, good.g, x, good.t, count
end
