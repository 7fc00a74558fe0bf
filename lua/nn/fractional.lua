--- fractional.lua - the methods of SpatialFractionalMaxPooling and
-- VolumetricFractionalMaxPooling.

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local Module = require 'nn.Module'

local methods = {}

--- Sizes of the windows, then as many sizes of the output, or ratios between 0 and 1
-- of the output's size to the input's.
function methods:__init(...)
   Module.__init(self)
   for i, side in ipairs(self.sides) do
      local pool, out = select(i, ...), (select(#self.sides + i, ...))
      self['poolSize' .. side] = pool
      expect.count(self, 'poolSize' .. side, pool, 2)
      local isRatio = type(out) == 'number' and out > 0 and out < 1
      self[(isRatio and 'ratio' or 'out') .. side] = out
      if not isRatio then expect.count(self, 'out' .. side, out) end
   end
   self.indices = torch.LongTensor()
end

--- The sizes of the random numbers for an input: N x C x one for each side.
function methods:getBufferSize_(input)
   local batch = self.forms.batch(self, 'input', input, self.output)
   return torch.LongStorage { batch:size(1), batch:size(2), #self.sides }
end

--- Draw the random numbers anew, unless regions are fixed and of the right size.
function methods:initSampleBuffer_(input)
   local sizes = self:getBufferSize_(input)
   local samples = self.randomSamples
   local fits = samples and samples:dim() == 3 and samples:isSize(sizes)
   if fits and self.fixed then return samples end
   self.randomSamples = (samples or input.new()):resize(sizes):uniform()
   return self.randomSamples
end

--- The sizes of the output for an input, in the order of the arguments.
function methods:getOutputSizes_(input)
   local sizes = {}
   for i, side in ipairs(self.sides) do
      local ratio, d = self['ratio' .. side], input:dim() - i + 1
      sizes[i] = ratio and math.floor(input:size(d) * ratio) or self['out' .. side]
      if sizes[i] < 1 then
         expect.fail(self, 'input is %s, of which a ratio of %g leaves nothing',
            expect.describe(input), ratio)
      end
   end
   return unpack(sizes)
end

--- Keep the windows of the last forward in those that follow; val = false: no more.
function methods:fixPoolingRegions(val)
   self.fixed = val ~= false
   return self
end

-- Images as volumes of one slice, and back.
local function deepen(tensor)
   return tensor:dim() == 4 and tensor:unsqueeze(3) or tensor
end

local function finish(self, result, isSingle)
   if #self.sides == 2 then cr.squeeze_dimension(result, result, 2) end
   return self.forms.unbatch(result, isSingle)
end

--- input: single or a batch. self.indices keeps where the elements stood, from 1.
function methods:updateOutput(input)
   local batch, isSingle = self.forms.batch(self, 'input', input, self.output)
   local samples = self:initSampleBuffer_(input)
   local out, pool = { self:getOutputSizes_(input) }, {}
   for i, side in ipairs(self.sides) do pool[i] = self['poolSize' .. side] end
   if not self.indices or self.indices:type() ~= 'torch.LongTensor' then
      self.indices = torch.LongTensor()
   end
   cr.fractional_max_pool(self.output, self.indices, deepen(batch), samples,
      pool[3] or 1, pool[2], pool[1], out[3] or 1, out[2], out[1])
   finish(self, self.indices, isSingle)
   return finish(self, self.output, isSingle)
end

function methods:updateGradInput(input, gradOutput)
   local batch, isSingle = self.forms.batch(self, 'input', input, self.gradInput)
   gradOutput = deepen(self.forms.gradient(self, gradOutput, self.output))
   local sizes, indices = deepen(batch).sizes, self.indices
   if indices.ndim == #self.sides + 1 then indices = indices:unsqueeze(1) end
   cr.max_pool3d_backward(self.gradInput, gradOutput, deepen(indices), sizes[2],
      sizes[3], sizes[4])
   return finish(self, self.gradInput, isSingle)
end

--- Forget the results, the indices and the windows.
function methods:empty() return self:clearState() end

function methods:clearState()
   nn.utils.clear(self, 'indices', 'randomSamples')
   return Module.clearState(self)
end

function methods:__tostring__()
   local outs, pools = {}, {}
   for i, side in ipairs(self.sides) do
      outs[i] = tostring(self['out' .. side] or self['ratio' .. side])
      pools[i] = tostring(self['poolSize' .. side])
   end
   return ('%s(%s, %s)'):format(torch.type(self), table.concat(outs, 'x'),
      table.concat(pools, ','))
end

--- forms: images or volumes. sides: letters of the sides in the order of arguments and of
-- random numbers, the reverse of their order in memory.
return function(Class, forms, sides)
   Class.forms, Class.sides = forms, sides
   for name, method in pairs(methods) do Class[name] = method end
end
