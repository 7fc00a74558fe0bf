--- lbfgs.lua - Newton's steps with a Hessian guessed from the last steps.
-- Liu and Nocedal (1989), On the limited memory BFGS method for large scale optimization.
--
--    local x = torch.Tensor{5, -3}
--    optim.lbfgs(function(p) return p:dot(p) / 2, p:clone() end, x, { maxIter = 20 })
--    print(x:norm() < 1e-6) --> true

local call = require 'optim.call'

local function sizeOf(x) return x:clone():abs():sum() end

-- Remember how the gradient changed along the last step, if the curvature was positive.
local function remember(state, g, most)
   local y, s = g:clone():add(-1, state.g_old), state.d:clone():mul(state.t)
   local ys = y:dot(s)
   if ys > 1e-10 then
      if #state.old_dirs == most then
         table.remove(state.old_dirs, 1)
         table.remove(state.old_stps, 1)
      end
      table.insert(state.old_dirs, s)
      table.insert(state.old_stps, y)
      state.Hdiag = ys / y:dot(y)
   end
end

-- Minus the guessed inverse Hessian times g: the two loops of the paper.
local function direction(state, g)
   local q, steps, changes = g:clone():mul(-1), state.old_dirs, state.old_stps
   local inverse, alpha = {}, {}
   for i = #steps, 1, -1 do
      inverse[i] = 1 / changes[i]:dot(steps[i])
      alpha[i] = steps[i]:dot(q) * inverse[i]
      q:add(-alpha[i], changes[i])
   end
   q:mul(state.Hdiag)
   for i = 1, #steps do
      q:add(alpha[i] - changes[i]:dot(q) * inverse[i], steps[i])
   end
   return q
end

-- Move x along state.d; f, g and the number of evaluations.
local function move(opfunc, x, config, state, f, g, slope, isLast)
   if config.lineSearch then
      local value, gradient, _, t, evaluations = config.lineSearch(opfunc, x, state.t,
         state.d, f, g, slope, config.lineSearchOptions)
      state.t = t
      return value, gradient, evaluations
   end
   x:add(state.t, state.d)
   if isLast then return f, g, 0 end
   f, g = call.evaluate('lbfgs', opfunc, x)
   return f, g, 1
end

--- Up to maxIter steps. opfunc(x) returns f and df/dx. Returns x, the list of all f, and
-- the number of evaluations.
-- config: maxIter (20), maxEval (1.25 maxIter), tolFun (1e-5), tolX (1e-9),
-- nCorrection (100), learningRate (1: the step without a line search), lineSearch (as
-- optim.lswolfe), lineSearchOptions. state: funcEval, nIter, d, t, old_dirs, old_stps.
return function(opfunc, x, config, state)
   config, state = call.tables('lbfgs', opfunc, x, config, state)
   local maxIter, tolX = config.maxIter or 20, config.tolX or 1e-9
   local maxEval, tolFun = config.maxEval or maxIter * 1.25, config.tolFun or 1e-5
   local rate, evaluations = config.learningRate or 1, 1
   local f, g = call.evaluate('lbfgs', opfunc, x)
   local values = { f }
   state.funcEval, state.nIter = (state.funcEval or 0) + 1, state.nIter or 0
   if sizeOf(g) <= tolFun then return x, values, evaluations end
   for i = 1, maxIter do
      state.nIter = state.nIter + 1
      if state.nIter == 1 then
         state.old_dirs, state.old_stps, state.Hdiag = {}, {}, 1
      else
         remember(state, g, config.nCorrection or 100)
      end
      state.d = direction(state, g)
      state.g_old, state.f_old = g:clone(), f
      local slope = g:dot(state.d)
      if slope > -tolX then break end
      state.t = state.nIter == 1 and math.min(1, 1 / sizeOf(g)) * rate or rate
      local more
      f, g, more = move(opfunc, x, config, state, f, g, slope, i == maxIter)
      if more > 0 then table.insert(values, f) end
      evaluations, state.funcEval = evaluations + more, state.funcEval + more
      if evaluations >= maxEval or sizeOf(g) <= tolFun
         or sizeOf(state.d) * math.abs(state.t) <= tolX
         or math.abs(f - state.f_old) < tolX then
         break
      end
   end
   return x, values, evaluations
end
