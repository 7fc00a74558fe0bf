--- polyinterp.lua - the lowest point of the cubic through two points with their slopes.
--
--    print(optim.polyinterp(torch.Tensor{{-1, 1, -2}, {2, 4, 4}})) --> 0

local own = require 'cbind.own'
local isTensor = require 'cbind.tensor'.isTensor

-- Without bounds: the minimum between the points, by its closed form.
local function between(a, b)
   if a[1] > b[1] then a, b = b, a end
   local d1 = a[3] + b[3] - 3 * (a[2] - b[2]) / (a[1] - b[1])
   local square = d1 ^ 2 - a[3] * b[3]
   if square < 0 then return (a[1] + b[1]) / 2 end
   local d2 = math.sqrt(square)
   local x = b[1] - (b[1] - a[1]) * (b[3] + d2 - d1) / (b[3] - a[3] + 2 * d2)
   return math.min(math.max(x, a[1]), b[1])
end

-- Coefficients of f + g u + p u^2 + q u^3, where u is the distance from a.
local function cubic(a, b)
   local h = b[1] - a[1]
   local d, e = (b[2] - a[2] - a[3] * h) / h ^ 2, (b[3] - a[3]) / h
   return a[2], a[3], 3 * d - e, (e - 2 * d) / h
end

-- Where the slope g + 2 p u + 3 q u^2 is 0.
local function flatPlaces(g, p, q)
   if q == 0 then return p ~= 0 and { -g / (2 * p) } or {} end
   local square = p ^ 2 - 3 * q * g
   if square < 0 then return {} end
   local root = math.sqrt(square)
   return { (-p + root) / (3 * q), (-p - root) / (3 * q) }
end

--- points: two rows of x, f and df/dx, a table or a tensor. least, most: bounds of x.
-- Returns x; with bounds also f there.
return function(points, least, most)
   if isTensor(points) then points = points:totable() end
   if type(points) ~= 'table' or #points ~= 2 or #points[1] ~= 3 or #points[2] ~= 3 then
      own.raise 'polyinterp: points is not 2x3, expected x, f and slope of two points'
   end
   local a, b = points[1], points[2]
   if not least and not most then return between(a, b) end
   least, most = least or math.min(a[1], b[1]), most or math.max(a[1], b[1])
   local f, g, p, q = cubic(a, b)
   local places = { least, most, a[1], b[1] }
   for _, u in ipairs(flatPlaces(g, p, q)) do table.insert(places, a[1] + u) end
   local best, lowest = (least + most) / 2, math.huge
   for _, x in ipairs(places) do
      local u = x - a[1]
      local value = f + u * (g + u * (p + u * q))
      if x >= least and x <= most and value < lowest then best, lowest = x, value end
   end
   return best, lowest
end
