--- cresset verify: a recipe's claims, derived again.

local program = require 'test.support.program'

local claims = [[
   local function claim(figure, more)
      more.figure, more.minutes = figure, more.minutes or 1
      more.command, more.pattern = 'main.lua {seed}', 'accuracy: (%S+)'
      return more
   end
   return {
      claim('accuracy', { atLeast = 90, seeds = { 1, 5 } }),
      claim('unknown data', { atLeast = 0, seeds = { 1 }, data = 'missing' }),
      claim('broken run', { atLeast = 0, seeds = { 9 } }),
      claim('slow run', { atMost = 100, seeds = { 1 }, minutes = -1 }),
   }
]]

local main = [[
   local seed = tonumber(arg[1])
   if seed == 9 then error 'no luck' end
   print('accuracy: 10') -- of an early epoch
   print('accuracy: ' .. 96 - 2 * seed)
]]

describe('cresset verify', function()
   local folder

   local function write(name, text)
      local file = assert(io.open(folder .. '/recipes/toy/' .. name, 'w'))
      file:write(text)
      file:close()
   end

   setup(function()
      folder = os.tmpname()
      os.execute(('rm %s && mkdir -p %s/recipes/toy'):format(folder, folder))
      write('claims.lua', claims)
      write('main.lua', main)
   end)
   teardown(function() os.execute('rm -rf ' .. folder) end)

   it('measures each claim for each seed and says which fail', function()
      local output, _, status = program.shell(
         ('cresset=$(realpath "$cresset"); cd %s && $cresset verify toy'):format(folder))
      local lines = {}
      for line in output:gmatch '[^\n]+' do lines[#lines + 1] = line end
      assert.are.equal('PASS  toy: accuracy: 94 (at least 90), seed 1, 0.0 of 1 minutes',
         lines[1])
      assert.is_truthy(lines[2]:match '^FAIL  toy: accuracy: 86 %(at least 90%)')
      assert.are.equal('SKIP  toy: unknown data: no missing in CRESSET_DATA', lines[3])
      assert.is_truthy(lines[4]:match '^FAIL  toy: broken run: the run gave no figure')
      assert.is_truthy(lines[5]:match 'main.lua:2: no luck$')
      assert.is_truthy(lines[#lines]:match '^FAIL  toy: slow run: 94 %(at most 100%)')
      assert.are.equal(1, status)
   end)

   it('refuses a recipe that is not there', function()
      local _, complaint, status = program.shell '$cresset verify nothing'
      assert.are.equal("verify: there is no recipe 'nothing' with claims\n", complaint)
      assert.are.equal(1, status)
   end)
end)
