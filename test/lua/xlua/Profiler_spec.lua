--- xlua.Profiler: seconds of named parts.

local xlua = require 'xlua'
local sys = require 'sys'
local child = require 'test.support.child'

describe('xlua.Profiler', function()
   it('measures parts on the wall and of the processor', function()
      local profiler = xlua.Profiler()
      profiler:start 'sleep'
      sys.sleep(0.03)
      local real, cpu = profiler:lap 'sleep'
      assert.is_true(real >= 0.03 and cpu < real)
      local half = profiler:real('sleep', 2)
      assert.is_true(half >= 0.015 and half < real + 1)
      profiler:start 'sleep'
      assert.is_true(profiler:real 'sleep' < real)
      assert.are.equal(1, #profiler.list)
   end)

   it('reports what it measured', function()
      local profiler = xlua.Profiler()
      profiler:start('a', 'fps')
      profiler:start 'b'
      profiler.events.a.reald, profiler.events.a.cpud = 0.5, 0.25
      assert.are.equal('$ real | cpu: 0.500000 | 0.250000 <a>', profiler:format 'a')
      assert.are.equal('$ profiler report:\n'
         .. '$ real 0.500000 | cpu 0.250000 <a> = 2.000000 fps\n'
         .. '$ real -1.000000 | cpu -1.000000 <b>', profiler:formatAll())
      profiler:setColor('a', 'red')
      assert.are.equal('red', profiler.events.a.color)
   end)

   it('prints nothing when it is off, and all when it is verbose', function()
      local text = child [[
         local xlua = require 'xlua'
         for _, profiler in ipairs { xlua.Profiler 'off', xlua.Profiler('on', true) } do
            profiler:start 'a'
            profiler:lap 'a'
            profiler:printAll()
         end
      ]]
      assert.matches('^<a>\r%$ real | cpu: [^\n]* <a>\n%$ profiler report:\n[^\n]* <a>\n$',
         text)
   end)

   it('tells of parts that were not started', function()
      local profiler = xlua.Profiler()
      for _, method in ipairs { 'lap', 'real', 'cpu', 'format', 'setColor' } do
         local well, message = pcall(function() local x = profiler[method](profiler, 'z') return x end)
         assert.is_false(well)
         assert.matches("^test/lua/xlua/Profiler_spec.lua:%d+: %a+: there is no profiler 'z', "
            .. 'start it first$', message)
      end
      assert.has_error(function() profiler:start() end,
         'start: name is nil, expected a string')
   end)
end)
