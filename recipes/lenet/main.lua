--- LeNet reads digits: trains a convolutional network, shows how well it does each
-- epoch, and draws what it has learned. `cresset recipes/lenet/main.lua --help` lists
-- the options.

local torch = require 'torch'
torch.setdefaulttensortype 'torch.FloatTensor'

local options = require 'recipes.lenet.options'(arg)
torch.setnumthreads(options.threads)
torch.manualSeed(options.seed)

local data = require 'recipes.lenet.data'(options)
local model = require 'recipes.lenet.model'(options)

os.exit(require 'recipes.lenet.train'(model, data, options))
