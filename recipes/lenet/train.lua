--- train.lua - epochs of training steps and a test, with checkpoints from which a
-- stopped run goes on bit for bit.

local torch = require 'torch'
local nn = require 'nn'
local optim = require 'optim'
local paths = require 'paths'
local xlua = require 'xlua'
local checkpoint = require 'cresset.checkpoint'
local interrupt = require 'cresset.interrupt'
local picture = require 'cresset.picture'

local STOPPED = 3         -- status of a run that a signal has stopped
local LOSS_EVERY = 50     -- steps whose mean loss is one row of the log
local CHOICES = { 'model', 'hidden', 'batch', 'epochs', 'learningRate', 'momentum',
   'weightDecay', 'seed', 'train' } -- what a resumed run must have in common

-- The samples of an epoch in an order that depends on nothing but seed and epoch.
local function orderOf(options, epoch, count)
   local generator = torch.Generator()
   torch.manualSeed(generator, options.seed * 1000 + epoch)
   return torch.randperm(generator, count)
end

-- One step of gradient descent on the samples order[first], order[first + 1], ...
local function step(run, order, first)
   local options, part, batch = run.options, run.data.train, run.batch
   for i = 1, options.batch do
      local sample = order[first + i - 1]
      batch.images:select(1, i):copy(part.images:select(1, sample))
      batch.labels[i] = part.labels[sample]
   end
   local left = 1 - run.progress.step / run.total
   run.config.learningRate = options.learningRate * left
   local _, loss = optim.sgd(run.loss, run.parameters, run.config, run.optimizer)
   run.progress.step = run.progress.step + 1
   run.progress.loss = run.progress.loss + loss[1]
   if run.progress.step % LOSS_EVERY == 0 then
      run.log:add { run.progress.step, run.progress.loss / LOSS_EVERY }
      run.progress.loss = 0
   end
end

local function file(run, name) return run.options.save .. '/' .. name end

local function save(run)
   local parameters, buffers = checkpoint.ofModel(run.model)
   local command = {}
   for _, name in ipairs(CHOICES) do command[name] = run.options[name] end
   command.data = run.data.name
   checkpoint.save(file(run, 'checkpoint'), {
      parameters = parameters, buffers = buffers, optimizer = run.optimizer,
      sampler = run.progress, generators = { torch.getRNGState() }, command = command,
      logs = { loss = run.log:state() },
   })
end

-- Take up the run in the folder; false if there is none.
local function resume(run)
   local state, from = checkpoint.load(file(run, 'checkpoint'))
   if not state then
      print(from .. '; starting from the beginning')
      return false
   end
   run.options.data = run.data.name
   for name, value in pairs(state.command) do
      if run.options[name] ~= value then
         error(('resume: %s is %s, but the run in %s has %s'):format(name,
            tostring(run.options[name]), run.options.save, tostring(value)), 0)
      end
   end
   checkpoint.intoModel(run.model, state)
   torch.setRNGState(state.generators[1])
   run.optimizer, run.progress = state.optimizer, state.sampler
   run.log = optim.Logger.resume(file(run, 'loss.log'), state.logs.loss)
   print(('going on from %s, step %d'):format(from, run.progress.step))
   return true
end

-- The right and wrong answers on the part for testing.
local function test(run)
   local part, matrix = run.data.test, optim.ConfusionMatrix(10)
   run.model:evaluate()
   for first = 1, part.count, 500 do
      local size = math.min(500, part.count - first + 1)
      matrix:batchAdd(run.model:forward(part.images:narrow(1, first, size)),
         part.labels:narrow(1, first, size))
   end
   run.model:training()
   print(matrix)
   print(('test accuracy: %.2f %%'):format(matrix.totalValid * 100))
end

local function prepare(model, data, options)
   local run = { model = model, data = data, options = options, optimizer = {} }
   local gradients
   run.parameters, gradients = model:getParameters()
   run.batch = { images = torch.FloatTensor(options.batch, 1, 28, 28),
      labels = torch.LongTensor(options.batch) }
   run.perEpoch = math.floor(data.train.count / options.batch)
   run.total = run.perEpoch * options.epochs
   run.config = { momentum = options.momentum, dampening = 0,
      weightDecay = options.weightDecay }
   run.progress = { step = 0, loss = 0 }
   local criterion = nn.ClassNLLCriterion():float()
   run.loss = function()
      gradients:zero()
      local output = model:forward(run.batch.images)
      local loss = criterion:forward(output, run.batch.labels)
      model:backward(run.batch.images, criterion:backward(output, run.batch.labels))
      return loss, gradients
   end
   return run
end

-- Steps until the epoch ends; true if the run is to stop before that.
local function epoch(run, number)
   local options, progress = run.options, run.progress
   local order = orderOf(options, number, run.data.train.count)
   while progress.step < number * run.perEpoch do
      local at = progress.step - (number - 1) * run.perEpoch
      step(run, order, at * options.batch + 1)
      if not options.quiet then xlua.progress(at + 1, run.perEpoch) end
      if progress.step == options.steps then return true end
      if interrupt.waiting() then
         print(('stopped by a signal after step %d'):format(progress.step))
         return true
      end
      if progress.step % options.checkpointEvery == 0 then save(run) end
   end
end

local function drawResults(run)
   local first = run.model:findModules 'nn.SpatialConvolution'[1]
   if first then
      local filters = first.weight:view(-1, first.kH, first.kW)
      picture.save(file(run, 'filters.png'), picture.tiles(filters, 5, 12))
   end
   local curve, problem = run.log:style { loss = '-' }:plot 'loss'
   print(('learned filters: %s; loss curve: %s'):format(file(run, 'filters.png'),
      curve or problem))
end

--- Train and test the network; the status for the end of the process.
return function(model, data, options)
   local run = prepare(model, data, options)
   print(model)
   print(('%d parameters'):format(run.parameters:nElement()))
   paths.mkdir(options.save)
   if not (options.resume and resume(run)) then
      run.log = optim.Logger(file(run, 'loss.log')):setNames { 'step', 'loss' }
   end
   interrupt.hold()
   for number = math.floor(run.progress.step / run.perEpoch) + 1, options.epochs do
      print(('epoch %d of %d'):format(number, options.epochs))
      local stop = epoch(run, number)
      save(run)
      if stop then return options.steps > 0 and 0 or STOPPED end
      test(run)
   end
   interrupt.release()
   drawResults(run)
   return 0
end
