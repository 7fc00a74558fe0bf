--- codes.lua - the last layer of the original LeNet-5: how far 84 features are from a
-- small picture of each digit. LeCun, Bottou, Bengio, Haffner (1998), section II.B.

local torch = require 'torch'
require 'nn'

-- 7 x 12 pixels each, 1 for a pixel of the digit, -1 beside it.
local PICTURES = [[
.......   .......   .......   .......   .......   .......   .......   .......   .......   .......
..###..   ...#...   .#####.   .#####.   .....#.   #######   ..####.   #######   ..###..   ..###..
.#...#.   ..##...   #.....#   #.....#   ....##.   #......   .#.....   ......#   .#...#.   .#...#.
#.....#   .#.#...   ......#   ......#   ...#.#.   #......   #......   .....#.   #.....#   #.....#
#.....#   ...#...   ......#   ......#   ..#..#.   #......   #......   .....#.   .#...#.   #.....#
#.....#   ...#...   .....#.   ..####.   .#...#.   ######.   #.###..   ....#..   ..###..   .#...##
#.....#   ...#...   ....#..   ......#   #....#.   ......#   ##...#.   ....#..   .#...#.   ..###.#
#.....#   ...#...   ...#...   ......#   #######   ......#   #.....#   ...#...   #.....#   ......#
#.....#   ...#...   ..#....   ......#   .....#.   ......#   #.....#   ...#...   #.....#   ......#
.#...#.   ...#...   .#.....   #.....#   .....#.   #.....#   .#...#.   ..#....   .#...#.   .....#.
..###..   .#####.   #######   .#####.   .....#.   .#####.   ..###..   ..#....   ..###..   .####..
.......   .......   .......   .......   .......   .......   .......   .......   .......   .......
]]

-- The pictures as a matrix of 10 x 84.
local function codes()
   local matrix, row = torch.FloatTensor(10, 84), 0
   for line in PICTURES:gmatch '[^\n]+' do
      local digit = 0
      for part in line:gmatch '[.#]+' do
         digit = digit + 1
         for column = 1, 7 do
            local set = part:sub(column, column) == '#'
            matrix[digit][row * 7 + column] = set and 1 or -1
         end
      end
      row = row + 1
   end
   return matrix
end

local Codes, Parent = torch.class('nn.DigitCodes', 'nn.Module')

--- rubbish: the distance beyond which a picture counts as no digit at all.
function Codes:__init(rubbish)
   Parent.__init(self)
   self.rubbish, self.code = rubbish, codes()
end

--- input: N x 84. output: N x 11, the negative squared distances to the ten codes and
-- -rubbish, each with |x|^2 + 84 added: a softmax does not feel what it adds to a row.
function Codes:updateOutput(input)
   local count = input:size(1)
   self.output:resize(count, 11)
   self.output:narrow(2, 1, 10):mm(input, self.code:t()):mul(2)
   local squares = torch.cmul(input, input):sum(2)
   self.output:select(2, 11):copy(squares):add(84 - self.rubbish)
   return self.output
end

function Codes:updateGradInput(input, gradOutput)
   self.gradInput:resizeAs(input):mm(gradOutput:narrow(2, 1, 10), self.code):mul(2)
   local ofRubbish = gradOutput:narrow(2, 11, 1):expandAs(input)
   self.gradInput:addcmul(2, input, ofRubbish)
   return self.gradInput
end

return Codes
