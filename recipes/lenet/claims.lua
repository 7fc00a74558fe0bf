--- claims.lua - what this recipe promises; `cresset verify lenet` derives it again.

local pattern = 'test accuracy: ([%d.]+)'
local lecun = 'LeCun et al. (1998)'
local mnist = 'mnist/train-images-idx3-ubyte.gz'

return {
   {
      figure = 'test accuracy on the drawn digits, in percent',
      command = 'main.lua -seed {seed} -data digits -quiet',
      pattern = pattern, atLeast = 98.5, seeds = { 1, 2 }, minutes = 2,
   },
   {
      figure = 'test accuracy of a linear classifier on the drawn digits, in percent',
      command = 'main.lua -seed {seed} -data digits -model linear -epochs 8 -quiet',
      pattern = pattern, atMost = 95, seeds = { 1 }, minutes = 1,
   },
   {
      figure = 'test accuracy on MNIST, in percent',
      published = { value = 99.05, source = lecun },
      command = 'main.lua -seed {seed} -data mnist -quiet',
      pattern = pattern, atLeast = 99.0, seeds = { 1 }, minutes = 2, data = mnist,
   },
   {
      figure = 'parameters of the model caffe',
      command = 'main.lua -seed {seed} -data digits -train 64 -steps 1 -quiet',
      pattern = '(%d+) parameters', atLeast = 431080, atMost = 431080, seeds = { 1 },
      minutes = 1,
   },
   {
      figure = 'parameters of the model lenet5',
      command = 'main.lua -seed {seed} -data digits -model lenet5 -train 64 -steps 1'
         .. ' -quiet',
      pattern = '(%d+) parameters', atLeast = 61706, atMost = 61706, seeds = { 1 },
      minutes = 1,
   },
   {
      figure = 'parameters of the model original',
      command = 'main.lua -seed {seed} -data digits -model original -train 64 -steps 1'
         .. ' -quiet',
      pattern = '(%d+) parameters', atLeast = 60000, atMost = 60000, seeds = { 1 },
      minutes = 1,
   },
   {
      figure = 'test accuracy of LeNet-5 in its original form on MNIST, in percent',
      published = { value = 99.05, source = lecun },
      command = 'main.lua -seed {seed} -data mnist -model original -epochs 4 -batch 32'
         .. ' -learningRate 0.002 -weightDecay 0 -quiet',
      pattern = pattern, atLeast = 98.7, seeds = { 1 }, minutes = 5, data = mnist,
   },
   {
      figure = 'test accuracy of a linear softmax classifier on MNIST, in percent',
      published = { value = 91.6, source = lecun },
      command = 'main.lua -seed {seed} -data mnist -model linear -epochs 6 -quiet',
      pattern = pattern, atLeast = 92.0, seeds = { 1 }, minutes = 1 / 3, data = mnist,
   },
   {
      figure = 'test accuracy of 784-100-10 on MNIST, in percent',
      published = { value = 95.3, source = lecun .. ', 300 hidden units' },
      command = 'main.lua -seed {seed} -data mnist -model mlp -epochs 8'
         .. ' -learningRate 0.05 -weightDecay 1e-5 -quiet',
      pattern = pattern, atLeast = 97.5, seeds = { 1 }, minutes = 0.5, data = mnist,
   },
   {
      figure = 'test accuracy of 784-256-256-10 on MNIST, in percent',
      published = { value = 96.95, source = lecun .. ', 300-100 hidden units' },
      command = 'main.lua -seed {seed} -data mnist -model mlp -hidden 256-256 -epochs 6'
         .. ' -learningRate 0.05 -weightDecay 1e-5 -quiet',
      pattern = pattern, atLeast = 97.8, seeds = { 1 }, minutes = 1, data = mnist,
   },
}
