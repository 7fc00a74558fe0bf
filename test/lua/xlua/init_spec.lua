--- xlua: progress without a terminal, times as text, small helpers.

local xlua = require 'xlua'
local child = require 'test.support.child'

describe('xlua', function()
   it('prints a line at each tenth of the way where there is no terminal', function()
      local text = child [[
         local xlua = require 'xlua'
         for i = 1, 40 do xlua.progress(i, 40) end
      ]]
      local lines = {}
      for line in text:gmatch '[^\n]+' do lines[#lines + 1] = line end
      assert.are.equal(10, #lines)
      assert.matches('^ 4/40  ETA: .* | Step: ', lines[1])
      assert.matches('^ 40/40  Tot: ', lines[10])
   end)

   it('writes times by their two largest units', function()
      assert.are.equal('0ms', xlua.formatTime(0))
      assert.are.equal('7ms', xlua.formatTime(0.007))
      assert.are.equal('4s123ms', xlua.formatTime(4.123))
      assert.are.equal('3m20s', xlua.formatTime(200))
      assert.are.equal('2h5m', xlua.formatTime(7505))
   end)

   it('loads packages that are there and tells of others', function()
      assert.are.equal(require 'optim', xlua.require('optim', true))
      assert.is_nil(xlua.require('nothing.like.this', true))
      assert.is_true(xlua.installed 'optim')
      assert.is_false(xlua.installed 'nothing.like.this')
   end)

   it('catches errors and shows tables', function()
      assert.are.equal('caught', xlua.trycatch(function() error 'x' end,
         function() return 'caught' end))
      assert.are.equal('{1 = a, b = {}}', xlua.table2string { 'a', b = {} })
   end)
end)
