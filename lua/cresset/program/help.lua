--- help.lua - what `?name` prints: how a function is called, what it does, an example.

--- The text for a name such as torch.add, x:add, add or nn.Linear.
return function(name)
   return require 'cresset.docs'.text(name) or ("there is no help on '%s'"):format(name)
end
