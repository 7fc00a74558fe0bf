--- cresset.doctor - looks at networks before and while they train, and says what it sees.

require 'cbind.own'.add()
local own = require 'cbind.own'
local torch = require 'torch'
local describe = require 'torch.explain'.describe

local doctor = { shape = require 'cresset.doctor.shape' }

local function checkModule(name, module)
   if not torch.isTypeOf(module, 'nn.Module') then
      own.raise(('%s: argument 1 is %s, expected a module'):format(name, describe(module)))
   end
end

--- The number of parameters of a module.
--
--    require 'nn'
--    local doctor = require 'cresset.doctor'
--    print(doctor.count(nn.SpatialConvolution(3, 1, 5, 5))) --> 76
function doctor.count(module)
   checkModule('count', module)
   local count = 0
   for _, tensor in ipairs(module:parameters() or {}) do count = count + tensor:nElement() end
   return count
end

--- The zero padding with which a convolution of step 1 keeps the size: (kernel - 1) / 2.
-- There is none for kernels of even size.
--
--    print(require 'cresset.doctor'.samePadding(5)) --> 2
function doctor.samePadding(kernel)
   if type(kernel) ~= 'number' or kernel % 1 ~= 0 or kernel < 1 then
      own.raise(('samePadding: kernel is %s, expected a whole number, 1 or more')
         :format(describe(kernel)))
   elseif kernel % 2 == 0 then
      own.raise(('samePadding: kernel is %d; no padding keeps the size with an even kernel')
         :format(kernel))
   end
   return (kernel - 1) / 2
end

return doctor
