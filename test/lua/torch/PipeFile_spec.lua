--- Pipes from and to shell commands.

local torch = require 'torch'

local function content(path)
   local file = assert(io.open(path, 'rb'))
   local text = file:read '*a'
   file:close()
   os.remove(path)
   return text
end

local function message(f, ...)
   local well, text = pcall(f, ...)
   assert.is_false(well)
   return text
end

describe('a pipe', function()
   it('reads what a command writes', function()
      local pipe = torch.PipeFile 'printf "1 2 3\\nline\\n"; seq 1 100000'
      assert.are.same({ 1, 2, 3 }, pipe:readInt(3):totable())
      assert.are.equal('line', pipe:readString '*l')
      local all = pipe:readInt(100000)
      assert.are.equal(100000, all[100000])
      assert.is_truthy(message(pipe.readInt, pipe, 2 ^ 40):match 'truncated')
      assert.is_truthy(tostring(pipe):match '^torch.PipeFile on <printf')
      pipe:close()
   end)

   it('writes what a command reads', function()
      local path = os.tmpname()
      local pipe = torch.PipeFile('cat > ' .. path, 'w')
      pipe:writeInt(torch.IntStorage { 1, 2 })
      pipe:close()
      assert.are.equal('1 2\n', content(path))
   end)

   it('raises when its reader is gone, and not a signal', function()
      local pipe = torch.PipeFile('exec true', 'w')
      pipe:noBuffer()
      local text = message(function() for _ = 1, 1e5 do pipe:writeString 'abc' end end)
      assert.is_truthy(text:match 'cannot write: Broken pipe')
   end)
end)
