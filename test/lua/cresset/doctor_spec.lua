--- cresset.doctor: sizes through a network, numbers of parameters, padding.

local nn = require 'nn'
local torch = require 'torch'
local doctor = require 'cresset.doctor'

-- The rows of doctor.shape, and what it prints.
local function shape(...)
   local print_, lines = _G.print, {}
   _G.print = function(line) lines[#lines + 1] = line end
   local well, rows = pcall(doctor.shape, ...)
   _G.print = print_
   assert(well, rows)
   return rows, table.concat(lines, '\n')
end

describe('cresset.doctor', function()
   it('says what windows leave out of 7 pixels with a kernel of 3 (mission row B8)', function()
      for step, expected in ipairs { { '1x5x5' }, { '1x3x3' },
         { '1x2x2', '1 row and 1 column ignored' } } do
         local rows, text = shape(nn.SpatialConvolution(1, 1, 3, 3, step, step), 1, 7, 7)
         assert.are.equal(expected[1], rows[1].output)
         assert.are.equal(expected[2], rows[1].remark)
         assert.are.equal(expected[2] ~= nil, text:find('ignored', 1, true) ~= nil)
      end
   end)

   it('counts the padding as no part of the image, and nothing with ceil', function()
      local function remark(module, ...) return shape(module, ...)[1].remark end
      assert.is_nil(remark(nn.SpatialConvolution(1, 1, 3, 3, 2, 2, 1, 1), 1, 8, 8))
      assert.are.equal('1 row ignored', remark(nn.SpatialMaxPooling(2, 2, 2, 2), 1, 7, 8))
      assert.is_nil(remark(nn.SpatialMaxPooling(2, 2, 2, 2):ceil(), 1, 7, 7))
      assert.are.equal('2 rows and 2 columns ignored',
         remark(nn.SpatialAveragePooling(2, 2, 3, 3), 4, 1, 10, 10))
      -- a kernel of 3 with gaps of 1 reaches over 5
      assert.are.equal('1 row and 1 column ignored',
         remark(nn.SpatialDilatedConvolution(1, 1, 3, 3, 2, 2, 0, 0, 2, 2), 1, 8, 8))
   end)

   it('follows all layers, and leaves the network as it was', function()
      local net = nn.Sequential():add(nn.Linear(4, 3))
      net:add(nn.ConcatTable():add(nn.ReLU()):add(nn.Identity())):add(nn.JoinTable(2)):float()
      local rows = shape(net, 2, 4)
      local names = {}
      for i, row in ipairs(rows) do names[i] = row.name .. ' ' .. row.output end
      assert.are.same({ 'nn.Linear 2x3', 'nn.ReLU 2x3', 'nn.Identity 2x3', 'nn.JoinTable 2x6' },
         names)
      for _, module in ipairs(net:listModules()) do
         assert.is_nil(rawget(module, 'updateOutput'))
      end
   end)

   it('says where a network does not fit, at the line of the call', function()
      local net = nn.Sequential():add(nn.Linear(4, 3)):add(nn.Linear(2, 1))
      local well, message = pcall(function() shape(net, 4) end)
      assert.is_false(well)
      assert.matches('doctor_spec.lua:%d+: shape: net: Linear %(2%): input has 3 features but '
         .. 'the layer was made for 2', message)
      assert.is_nil(rawget(net.modules[1], 'updateOutput'))
      assert.has_error(function() doctor.shape(1) end,
         'shape: argument 1 is 1, expected a module')
   end)

   it('counts parameters: 76 of a 5x5x3 filter, 760 of ten (mission row B11)', function()
      assert.are.equal(76, doctor.count(nn.SpatialConvolution(3, 1, 5, 5)))
      assert.are.equal(760, doctor.count(nn.SpatialConvolution(3, 10, 5, 5)))
      assert.are.equal(0, doctor.count(nn.ReLU()))
      assert.has_error(function() doctor.count(torch.ones(2)) end,
         'count: argument 1 is torch.DoubleTensor 2, expected a module')
   end)

   it('knows the padding that keeps the size, of odd kernels alone (mission row B9)', function()
      for kernel, padding in pairs { [1] = 0, [3] = 1, [5] = 2, [7] = 3 } do
         assert.are.equal(padding, doctor.samePadding(kernel))
      end
      assert.has_error(function() doctor.samePadding(4) end,
         'samePadding: kernel is 4; no padding keeps the size with an even kernel')
      assert.has_error(function() doctor.samePadding(0.5) end,
         'samePadding: kernel is 0.5, expected a whole number, 1 or more')
   end)
end)
