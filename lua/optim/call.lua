--- call.lua - what optimisers share: looking at their arguments and calling opfunc.

local own = require 'cbind.own'
local isTensor = require 'cbind.tensor'.isTensor
local describe = require 'torch.explain'.describe

local call = {}

--- An error of the optimiser `name` about one of its arguments, unless `good`.
function call.expect(name, argument, value, good, expected)
   if not good then
      local text = '%s: %s is %s, expected %s'
      own.raise(text:format(name, argument, describe(value), expected))
   end
end

local expect = call.expect

local function isCallable(value)
   local metatable = type(value) == 'table' and getmetatable(value)
   return type(value) == 'function' or metatable and metatable.__call ~= nil
end

local function isTableOrNil(value) return value == nil or type(value) == 'table' end

--- The config and state of a call: config is {}, state is config where they are left out.
function call.tables(name, opfunc, x, config, state)
   expect(name, 'opfunc', opfunc, isCallable(opfunc), 'a function')
   expect(name, 'x', x, isTensor(x), 'a tensor')
   expect(name, 'config', config, isTableOrNil(config), 'a table')
   expect(name, 'state', state, isTableOrNil(state), 'a table')
   config = config or {}
   return config, state or config
end

--- f and df/dx at x.
function call.evaluate(name, opfunc, x)
   local fx, dfdx = opfunc(x)
   expect(name, 'the second result of opfunc', dfdx, isTensor(dfdx), 'df/dx, a tensor')
   return fx, dfdx
end

--- A tensor like x, full of zeros.
function call.zeros(x) return x:clone():zero() end

return call
