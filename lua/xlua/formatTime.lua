--- formatTime.lua - xlua.formatTime, times for people.

local own = require 'cbind.own'
local describe = require 'torch.explain'.describe

local units = { { 'D', 86400000 }, { 'h', 3600000 }, { 'm', 60000 }, { 's', 1000 },
   { 'ms', 1 } }

--- Seconds as '2h5m', '3m20s', '4s123ms' or '7ms': the two largest units.
--
--    print(xlua.formatTime(7505), xlua.formatTime(0.007)) --> 2h5m 7ms
return function(seconds)
   if type(seconds) ~= 'number' or not (seconds > -math.huge and seconds < math.huge) then
      own.raise('formatTime: seconds is ' .. describe(seconds) .. ', expected a number')
   end
   local ms = math.floor(seconds * 1000 + 0.5)
   local words = {}
   for _, unit in ipairs(units) do
      local count = math.floor(ms / unit[2])
      ms = ms - count * unit[2]
      if count > 0 and #words < 2 then words[#words + 1] = count .. unit[1] end
   end
   return #words > 0 and table.concat(words) or '0ms'
end
