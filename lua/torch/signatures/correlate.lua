--- correlate.lua - convolutions and correlations as mathematics has them.

local list = {}

local function sliding(name, doc)
   list[name] = { doc = doc .. " 'V': where the kernel lies inside x; 'F': wherever they meet.",
      ("res!, x, kernel, mode:string='V' -> %s(res, x, kernel, mode)"):format(name) }
end
sliding('conv2', 'x convolved with kernel in two dimensions.')
sliding('xcorr2', 'x correlated with kernel in two dimensions.')
sliding('conv3', 'x convolved with kernel in three dimensions.')
sliding('xcorr3', 'x correlated with kernel in three dimensions.')

return list
