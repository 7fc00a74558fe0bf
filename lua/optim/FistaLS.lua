--- FistaLS.lua - minimises f(x) + g(x) for a smooth f and a g whose proximal step is known,
-- such as the sum of |x|. The Lipschitz constant of df/dx is found on the way.
-- Beck and Teboulle (2009), A fast iterative shrinkage-thresholding algorithm for linear
-- inverse problems, SIAM Journal on Imaging Sciences 2(1), section 4 with backtracking.
--
--    local target = torch.Tensor{3, 0.5}
--    local function f(p) return (p - target):pow(2):sum() / 2, p - target end
--    local function g(p) return torch.abs(p):sum() end
--    local function shrink(p, L) p:cmul(torch.abs(p):add(-1 / L):cmax(0):cdiv(torch.abs(p))) end
--    local x = optim.FistaLS(f, g, shrink, torch.zeros(2))
--    print(math.abs(x[1] - 2) < 0.01, x[2] == 0) --> true true

local call = require 'optim.call'

local DEFAULTS = { maxiter = 50, maxline = 20, errthres = 1e-4, L = 0.1, Lstep = 1.5,
   doFistaUpdate = false }

local function checked(f, g, pl, xinit, params)
   for _, one in ipairs { { 'f', f }, { 'g', g }, { 'pl', pl } } do
      call.expect('FistaLS', one[1], one[2], type(one[2]) == 'function', 'a function')
   end
   local config = call.tables('FistaLS', f, xinit, params)
   local options = {}
   for name, default in pairs(DEFAULTS) do
      local value = config[name]
      if value == nil then value = default end
      local isNumber = type(default) == 'number'
      call.expect('FistaLS', name, value, type(value) == type(default)
         and (not isNumber or value > 0 and value < math.huge),
         isNumber and 'a number above 0' or 'true or false')
      options[name] = value
   end
   return options
end

-- From y, the proximal step that the quadratic model of f with the constant L bounds; L
-- grows until it does. The new point, and what was found there.
local function search(f, g, pl, y, L, options)
   local fy, gradient = f(y, 'dx')
   gradient = gradient:clone()
   for line = 1, math.huge do
      local x = y:clone():add(-1 / L, gradient)
      pl(x, L)
      local step = x - y
      local row = { L = L, nline = line, Fply = (f(x)), Gply = g(x),
         Q = fy + step:dot(gradient) + L / 2 * step:dot(step) }
      row.F = row.Fply + row.Gply
      if row.Fply <= row.Q or line >= options.maxline then return x, row end
      L = L * options.Lstep
   end
end

--- f(x, 'dx') gives f and df/dx, g(x) a number, pl(x, L) takes the proximal step of g / L in
-- place. xinit gives size and type; as in Torch7 the search starts at 0. params: maxiter 50,
-- maxline 20 (tries of L in one step), errthres 1e-4 (the change of f + g that ends the
-- search), L 0.1 at first, Lstep 1.5 (its growth), doFistaUpdate false (true: accelerated).
-- Gives x, and of each step { L, F, Fply, Gply, Q, nline }: f + g, f and g there, the bound
-- on f, and the tries of L.
return function(f, g, pl, xinit, params)
   local options = checked(f, g, pl, xinit, params)
   local history, L, t = {}, options.L, 1
   local x, y = xinit:clone():zero(), xinit:clone():zero()
   for k = 1, options.maxiter do
      local next, row = search(f, g, pl, y, L, options)
      L, history[k] = row.L, row
      if options.doFistaUpdate then
         local tNext = (1 + math.sqrt(1 + 4 * t * t)) / 2
         y = next + (next - x):mul((t - 1) / tNext)
         t = tNext
      else
         y = next:clone()
      end
      x = next
      if k > 1 and math.abs(row.F - history[k - 1].F) < options.errthres then break end
   end
   return x, history
end
