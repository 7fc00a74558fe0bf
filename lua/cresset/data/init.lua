--- cresset.data - data sets: found on disk, fetched, or drawn.
-- A set is { train = part, test = part }, a part is { data = , label = }:
-- data: N x 1 x 28 x 28, a ByteTensor (0 to 255); label: N, a ByteTensor (1 to 10).

require 'cbind.own'.add()
local torch = require 'torch'
local cr = require 'cbind'
local own = require 'cbind.own'
local fetch = require 'cresset.data.fetch'
local describe = require 'torch.explain'.describe

local data = { registry = fetch.registry, path = fetch.path }

local function check(name, what, value, kind)
   if type(value) ~= kind then
      own.raise(('%s: %s is %s, expected a %s'):format(name, what, describe(value), kind))
   end
end

--- The tensor in an IDX file, plain or compressed by gzip.
function data.idx(path)
   check('idx', 'path', path, 'string')
   local tensor = torch.ByteTensor()
   cr.idx_read(tensor, path)
   return tensor
end

local function whole(what, value, least)
   if type(value) ~= 'number' or value % 1 ~= 0 or value < least or value >= 2 ^ 52 then
      own.raise(('digits: %s is %s, expected a whole number of %d or more'):format(what,
         describe(value), least))
   end
   return value
end

local function draw(count, seed)
   local images, labels = torch.ByteTensor(), torch.ByteTensor()
   cr.digits(images, labels, count, seed)
   return { data = images:view(count, 1, 28, 28), label = labels }
end

--- Handwritten-looking digits, drawn here without any file. The two parts share no image.
-- options: train = 20000, test = 10000 images, seed = 1.
-- data.digits{train = 100, test = 10}.train.data:size(1) --> 100
function data.digits(options)
   options = options or {}
   check('digits', 'options', options, 'table')
   for key in pairs(options) do
      if key ~= 'train' and key ~= 'test' and key ~= 'seed' then
         own.raise('digits: there is no option ' .. describe(key))
      end
   end
   local seed = whole('seed', options.seed or 1, 0)
   return {
      train = draw(whole('train', options.train or 20000, 1), 2 * seed),
      test = draw(whole('test', options.test or 10000, 1), 2 * seed + 1),
   }
end

-- One part of MNIST, or nil and why it is not there.
local function mnistPart(name, options)
   local images, problem = data.path('mnist/' .. name .. '-images-idx3-ubyte.gz', options)
   if not images then return nil, problem end
   local labels
   labels, problem = data.path('mnist/' .. name .. '-labels-idx1-ubyte.gz', options)
   if not labels then return nil, problem end
   local part = { data = data.idx(images), label = data.idx(labels):add(1) }
   local count = part.data:size(1)
   if part.data:dim() ~= 3 or part.label:dim() ~= 1 or part.label:size(1) ~= count then
      own.raise(('mnist: %s and %s do not belong together'):format(images, labels))
   end
   part.data = part.data:view(count, 1, part.data:size(2), part.data:size(3))
   return part
end

--- MNIST, 60,000 and 10,000 digits; nil and a message where it is not and cannot be
-- fetched. options: download = false looks on this machine only.
function data.mnist(options)
   local train, problem = mnistPart('train', options)
   if not train then return nil, problem end
   local test
   test, problem = mnistPart('t10k', options)
   if not test then return nil, problem end
   return { train = train, test = test }
end

return data
