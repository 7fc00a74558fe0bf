--- gradient.lua - derivatives of a layer by central differences, to check backward().

--- Largest absolute difference between gradInput and the numerical derivative of
-- sum(output).
-- input: a DoubleTensor. step: change of each element, in units of the input.
return function(layer, input, step)
   step = step or 1e-5
   local output = layer:forward(input)
   local analytic = layer:backward(input, output:clone():fill(1)):clone():view(-1)
   local flat, worst = input:view(-1), 0
   for i = 1, flat:size(1) do
      local kept = flat[i]
      flat[i] = kept + step
      local above = layer:forward(input):sum()
      flat[i] = kept - step
      local below = layer:forward(input):sum()
      flat[i] = kept
      worst = math.max(worst, math.abs((above - below) / (2 * step) - analytic[i]))
   end
   return worst
end
