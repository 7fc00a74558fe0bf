--- ConfusionMatrix.lua - which classes a classifier takes for which.
-- mat[t][p] counts the samples of class t for which p was predicted. updateValids() sets
-- totalValid, averageValid, averageUnionValid, and valids and unionvalids for each class.
--
--    local matrix = optim.ConfusionMatrix { 'cat', 'dog' }
--    matrix:batchAdd(torch.LongTensor{1, 2, 2}, torch.LongTensor{1, 2, 1})
--    matrix:updateValids()
--    print(matrix.mat[1][2], ('%.2f'):format(matrix.totalValid)) --> 1 0.67

local torch = require 'torch'
local own = require 'cbind.own'
local describe = require 'torch.explain'.describe

local ConfusionMatrix = torch.class('optim.ConfusionMatrix', require 'optim')

--- nclasses: the number of classes; or a table of their names. classes: their names.
function ConfusionMatrix:__init(nclasses, classes)
   if type(nclasses) == 'table' then
      nclasses, classes = #nclasses, nclasses
   end
   if type(nclasses) ~= 'number' or nclasses < 1 or nclasses % 1 ~= 0 then
      own.raise(('ConfusionMatrix: nclasses is %s, expected a number of classes or names')
         :format(describe(nclasses)))
   end
   self.nclasses, self.classes = nclasses, classes or {}
   self.mat = torch.LongTensor(nclasses, nclasses)
   self.valids = torch.FloatTensor(nclasses)
   self.unionvalids = torch.FloatTensor(nclasses)
   self:zero()
end

--- Forget all counts.
--
--    local matrix = optim.ConfusionMatrix(2)
--    matrix:add(1, 1)
--    matrix:zero()
--    print(matrix.mat:sum()) --> 0
function ConfusionMatrix:zero()
   self.mat:zero()
   self.valids:zero()
   self.unionvalids:zero()
   self.totalValid, self.averageValid, self.averageUnionValid = 0, 0, 0
end

local function checkClass(self, what, class)
   if type(class) ~= 'number' or class % 1 ~= 0 or class > self.nclasses or class < 1 then
      own.raise(('ConfusionMatrix: %s is %s, expected a class from 1 to %d'):format(what,
         describe(class), self.nclasses))
   end
end

--- Count one sample; a target of 0 or less is a missing one and is not counted.
function ConfusionMatrix:_add(prediction, target)
   if type(target) == 'number' and target <= 0 then return end
   checkClass(self, 'prediction', prediction)
   checkClass(self, 'target', target)
   local row = self.mat[target]
   row[prediction] = row[prediction] + 1
end

-- The position of the first of the largest scores.
local function best(scores)
   local at = 1
   for i = 2, #scores do
      if scores[i] > scores[at] or scores[i] ~= scores[i] then at = i end
      if scores[at] ~= scores[at] then return at end
   end
   return at
end

-- A class as it is, or as the largest of a vector of scores.
local function classOf(value)
   if type(value) == 'number' then return value end
   if not torch.isTensor(value) then
      own.raise(('ConfusionMatrix: argument is %s, expected a class or a score for each')
         :format(describe(value)))
   end
   return best(value:clone():view(value:nElement()):totable())
end

--- Count one sample. prediction, target: a class, or a vector of a score for each.
--
--    local matrix = optim.ConfusionMatrix(2)
--    matrix:add(torch.Tensor{0.2, 0.8}, 1)
--    print(matrix.mat[1][2]) --> 1
function ConfusionMatrix:add(prediction, target)
   self:_add(classOf(prediction), classOf(target))
end

-- The classes of a batch: a vector of them, a column of them, or rows of scores.
local function classesOf(what, batch)
   if not torch.isTensor(batch) or batch:dim() < 1 or batch:dim() > 2 then
      own.raise(('batchAdd: %s is %s, expected N classes or N x C scores'):format(what,
         describe(batch)))
   end
   if batch:dim() == 1 then return batch:totable() end
   local list, isColumn = batch:totable(), batch:size(2) == 1
   for i, row in ipairs(list) do list[i] = isColumn and row[1] or best(row) end
   return list
end

--- Count a batch. predictions, targets: N classes, or N x C scores.
--
--    local matrix = optim.ConfusionMatrix(2)
--    matrix:batchAdd(torch.Tensor{{0.9, 0.1}, {0.2, 0.8}}, torch.LongTensor{1, 1})
--    print(matrix.mat[1][1], matrix.mat[1][2]) --> 1 1
function ConfusionMatrix:batchAdd(predictions, targets)
   local given = classesOf('predictions', predictions)
   local wanted = classesOf('targets', targets)
   if #given ~= #wanted then
      own.raise(('batchAdd: predictions is %s but targets is %s'):format(
         describe(predictions), describe(targets)))
   end
   for i = 1, #given do self:_add(given[i], wanted[i]) end
end

-- The counts as a table, with the sum of each row and of each column.
local function counts(self)
   local mat, rows, columns = self.mat:totable(), {}, {}
   for t = 1, self.nclasses do
      rows[t], columns[t] = rows[t] or 0, columns[t] or 0
      for p = 1, self.nclasses do
         rows[t] = rows[t] + mat[t][p]
         columns[p] = (columns[p] or 0) + mat[t][p]
      end
   end
   return mat, rows, columns
end

-- The mean of the elements of a vector that are numbers.
local function average(vector)
   local total, count = 0, 0
   for i = 1, vector:size(1) do
      local value = vector[i]
      if value == value then total, count = total + value, count + 1 end
   end
   return total / count
end

--- Work out the rates: of each class, their averages, and over all samples.
--
--    local matrix = optim.ConfusionMatrix(2)
--    matrix:batchAdd(torch.LongTensor{1, 2, 2, 2}, torch.LongTensor{1, 2, 2, 1})
--    matrix:updateValids()
--    print(matrix.totalValid, matrix.averageValid) --> 0.75 0.75
function ConfusionMatrix:updateValids()
   local mat, rows, columns = counts(self)
   local right, all = 0, 0
   for t = 1, self.nclasses do
      self.valids[t] = mat[t][t] / rows[t]
      self.unionvalids[t] = mat[t][t] / (rows[t] + columns[t] - mat[t][t])
      right, all = right + mat[t][t], all + rows[t]
   end
   self.totalValid = right / all
   self.averageValid = average(self.valids)
   self.averageUnionValid = average(self.unionvalids)
end

--- Rates of false rejection and acceptance: of all classes, and of those with samples.
--
--    local matrix = optim.ConfusionMatrix(2)
--    matrix:batchAdd(torch.LongTensor{1, 2, 2, 2}, torch.LongTensor{1, 2, 2, 1})
--    print(torch.isTensor((matrix:farFrr()))) --> true
function ConfusionMatrix:farFrr()
   local mat, rows = counts(self)
   local classFrrs, classFars = torch.Tensor(self.nclasses):zero(),
      torch.Tensor(self.nclasses):zero()
   local frrs, fars = {}, {}
   for i = 1, self.nclasses do
      if rows[i] > 0 then
         local accepted, others = 0, 0
         for j = 1, self.nclasses do
            if j ~= i and rows[j] > 0 then
               accepted, others = accepted + mat[j][i] / rows[j], others + 1
            end
         end
         classFrrs[i], classFars[i] = 1 - mat[i][i] / rows[i], accepted / others
         table.insert(frrs, classFrrs[i])
         table.insert(fars, classFars[i])
      end
   end
   return classFrrs, classFars, torch.Tensor(frrs), torch.Tensor(fars)
end

-- nan prints as the C library of the original did.
local function percent(value) return ('%2.3f'):format(value * 100) end

function ConfusionMatrix:__tostring__()
   self:updateValids()
   local lines, mat, largest = {}, self.mat:totable(), 0
   for t = 1, self.nclasses do largest = math.max(largest, unpack(mat[t])) end
   local width = math.max(8, 1 + math.ceil(math.log10(math.max(1, largest))))
   for t = 1, self.nclasses do
      local row = { t == 1 and '[[' or ' [' }
      for p = 1, self.nclasses do row[p + 1] = ('%' .. width .. 'd'):format(mat[t][p]) end
      row[#row + 1] = t == self.nclasses and ']]  ' or ']   '
      row[#row + 1] = percent(self.valids[t]) .. '% '
      if self.classes[1] ~= nil then
         row[#row + 1] = '\t[class: ' .. tostring(self.classes[t] or '') .. ']'
      end
      lines[t] = table.concat(row)
   end
   return 'ConfusionMatrix:\n' .. table.concat(lines, '\n')
      .. '\n + average row correct: ' .. self.averageValid * 100
      .. '% \n + average rowUcol correct (VOC measure): ' .. self.averageUnionValid * 100
      .. '% \n + global correct: ' .. self.totalValid * 100 .. '%'
end

ConfusionMatrix.__tostring = ConfusionMatrix.__tostring__

--- The matrix as an image, 3 x H x W from 0 to 1: rows are targets, green is right, red
-- is wrong, bright is often. sortmode: 'score' orders them by their rate, 'occurrence' by
-- their number of samples; nil keeps their order. block: pixels of a cell (25).
--
--    local matrix = optim.ConfusionMatrix(2)
--    matrix:add(1, 1)
--    print(matrix:render('score', false):size(1)) --> 3
function ConfusionMatrix:render(sortmode, display, block)
   self:updateValids()
   local mat, rows = counts(self)
   local order = {}
   for t = 1, self.nclasses do order[t] = t end
   if sortmode then
      local rank = sortmode == 'score' and self.valids:totable() or rows
      table.sort(order, function(a, b) return rank[a] > rank[b] end)
   end
   block = block or 25
   local side = self.nclasses * block
   local image = torch.Tensor(3, side, side):zero()
   for i, t in ipairs(order) do
      for j, p in ipairs(order) do
         local share = rows[t] > 0 and mat[t][p] / rows[t] or 0
         local cell = image:narrow(2, (i - 1) * block + 1, block)
         cell = cell:narrow(3, (j - 1) * block + 1, block)
         cell:select(1, t == p and 2 or 1):fill(share)
      end
   end
   return image
end

return require 'optim'.ConfusionMatrix
