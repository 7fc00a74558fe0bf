--- options.lua - what can be chosen on the command line.

local torch = require 'torch'

--- The options in a list of words, as a table. -x and --x are the same.
return function(words)
   local cmd = torch.CmdLine()
   cmd:text 'Train LeNet to read digits.'
   cmd:text ''
   cmd:option('-data', 'auto', 'digits (drawn here), mnist, or auto: mnist if found')
   cmd:option('-model', 'caffe', 'caffe (431,080 parameters), lenet5, original, mlp, linear')
   cmd:option('-hidden', '100', 'mlp: units of its hidden layers, such as 256-256')
   cmd:option('-epochs', 3, 'times that every sample is seen')
   cmd:option('-batch', 64, 'samples of a step')
   cmd:option('-learningRate', 0.02, 'at the start; falls to 0 in a straight line')
   cmd:option('-momentum', 0.9, 'of the gradient descent')
   cmd:option('-weightDecay', 5e-4, 'of the gradient descent')
   cmd:option('-seed', 1, 'of the first weights and of the order of samples')
   cmd:option('-threads', torch.getnumthreads(), 'results do not depend on it')
   cmd:option('-steps', 0, 'stop after so many steps; 0: at the end')
   cmd:option('-train', 0, 'use so many samples for training; 0: all')
   cmd:option('-save', 'lenet', 'folder for checkpoint, log and pictures')
   cmd:option('-checkpointEvery', 500, 'steps between checkpoints; epochs make one too')
   cmd:option('-resume', false, 'go on from the checkpoint there')
   cmd:option('-quiet', false, 'no progress bar')
   local plain = {}
   for i, word in ipairs(words) do plain[i] = word:gsub('^%-%-(%a)', '-%1') end
   return cmd:parse(plain)
end
