--- Calls that Torch7 refused are errors here too: test/golden/errors. What crashed it, or
-- ended
-- the process, is an error as well.

require 'torch'
local golden = require 'test.support.golden'
for _, package in ipairs { 'nn', 'optim' } do pcall(require, package) end

-- Calls that gave chance, or nothing useful: 'a wrong call' in docs/differences.md.
local refused = {}
for _, code in ipairs { 'torch.Tensor(-1)', 'torch.Tensor(3)[1.5]',
   'torch.Tensor(2):chunk(0)',
   'torch.Tensor(3):resize(-2)', 'torch.Tensor(3):set(1)', 'torch.exponential(0)',
   'torch.multinomial(torch.Tensor{-1,2},1)', 'torch.clamp(torch.Tensor(2),2,1)',
   'torch.multinomial(torch.Tensor{1,0,0},2,false)', 'torch.pointer(1)' } do
   refused[code] = true
end

-- Names that do not exist yet; calling them is an error anyway, for another reason.
local function isAbsent(message)
   return message:match "attempt to call field '[%w_]+' %(a nil value%)"
      or message:match "attempt to call method '[%w_]+' %(a nil value%)"
      or message:match "attempt to index global '[%w_]+'"
end

describe('Torch7 errors', function()
   local quiet, unexpected = {}, {}

   setup(function()
      for _, record in ipairs(golden.records 'errors/errors.jsonl') do
         local code = record.code
         local chunk = loadstring('return ' .. code) or assert(loadstring(code))
         local ok, message = pcall(chunk)
         local mustRaise = record.raises or record.crash
         if mustRaise and ok then quiet[#quiet + 1] = code end
         local known = mustRaise or refused[code]
         if not ok and not known and not isAbsent(tostring(message)) then
            unexpected[#unexpected + 1] = code .. ': ' .. tostring(message)
         end
      end
   end)

   it('are errors here', function()
      assert.are.equal('', table.concat(quiet, '\n'))
   end)

   it('are all the errors there are, but for those listed', function()
      assert.are.equal('', table.concat(unexpected, '\n'))
   end)
end)
