--- cresset convert: from every form into every other.

local torch = require 'torch'
local npy = require 'cresset.npy'
local npz = require 'cresset.npz'
local safetensors = require 'cresset.safetensors'
local shell = require 'test.support.program'.shell
local nn = require 'nn'

local folder = os.tmpname()
os.remove(folder)

local function at(name) return folder .. '/' .. name end

local function convert(from, to, flags)
   return shell(('$cresset convert %s %s %s'):format(flags or '', at(from), at(to)))
end

describe('cresset convert', function()
   setup(function() os.execute('mkdir ' .. folder) end)
   teardown(function() os.execute('rm -r ' .. folder) end)

   it('goes round through all forms, and nothing changes', function()
      local set = { a = torch.randn(3, 4), b = { torch.LongTensor { -1 },
         c = torch.FloatTensor { 0.5 }, d = torch.ByteTensor { 1, 2 } } }
      torch.save(at 'a.t7', set, 'ascii')
      for _, step in ipairs { { 'a.t7', 'b.npz' }, { 'b.npz', 'c.safetensors' },
         { 'c.safetensors', 'd.t7' }, { 'd.t7', 'e.safetensors' },
         { 'e.safetensors', 'f.npz' }, { 'f.npz', 'g.t7', '--ascii' } } do
         assert.are.same({ '', '', 0 }, { convert(unpack(step)) })
      end
      for _, result in ipairs { npz.load(at 'f.npz'), torch.load(at 'g.t7', 'ascii') } do
         local count = 0
         for _ in pairs(result) do count = count + 1 end
         assert.are.equal(4, count)
         for name, tensor in pairs { a = set.a, ['b.1'] = set.b[1], ['b.c'] = set.b.c,
            ['b.d'] = set.b.d } do
            assert.are.equal(torch.serialize(tensor), torch.serialize(result[name]))
         end
      end
   end)

   it('takes one tensor to and from .npy', function()
      npy.save(at 'a.npy', torch.range(1, 3))
      convert('a.npy', 'b.t7')
      assert.are.same({ 1, 2, 3 }, torch.load(at 'b.t7'):totable())
      convert('b.t7', 'c.npz')
      assert.are.same({ 1, 2, 3 }, npz.load(at 'c.npz').tensor:totable())
      convert('c.npz', 'd.npy')
      assert.are.same({ 1, 2, 3 }, npy.load(at 'd.npy'):totable())
      npz.save(at 'two.npz', { a = torch.ones(1), b = torch.ones(1) })
      local _, complaint, status = convert('two.npz', 'e.npy')
      assert.are.equal('convert: there are 2 tensors, but a .npy file holds one; '
         .. 'write .npz\n', complaint)
      assert.are.equal(1, status)
   end)

   it('names the tensors of a network, and tells what it leaves out', function()
      local net = nn.Sequential():add(nn.Linear(2, 3)):add(nn.Tanh())
      torch.save(at 'net.t7', net)
      local _, complaint, status = convert('net.t7', 'net.safetensors')
      assert.are.equal(0, status)
      assert.is_truthy(complaint:match '^left out, being no tensors: .*_type %(string%)')
      local tensors = safetensors.load(at 'net.safetensors')
      assert.are.same(net:get(1).weight:totable(), tensors['modules.1.weight']:totable())
      assert.is_truthy(tensors['modules.2.output'])
   end)

   it('keeps the notes of .safetensors, and does not run in circles', function()
      safetensors.save(at 'a.safetensors', { x = torch.ones(1) }, { format = 'pt' })
      convert('a.safetensors', 'b.safetensors')
      local _, notes = safetensors.load(at 'b.safetensors')
      assert.are.same({ format = 'pt' }, notes)
      local circle = { x = torch.ones(1) }
      circle.again = { up = circle }
      torch.save(at 'circle.t7', circle)
      local _, complaint = convert('circle.t7', 'circle.npz')
      assert.are.equal('left out, being no tensors: again.up (table)\n', complaint)
      assert.are.same({ 1 }, npz.load(at 'circle.npz').x:totable())
   end)

   it('reads functions only when it is told to', function()
      torch.save(at 'f.t7', { x = torch.ones(1), f = function() end })
      local _, complaint, status = convert('f.t7', 'f.npz')
      assert.is_truthy(complaint:match 'is a function, which is code')
      assert.are.equal(1, status)
      _, complaint, status = convert('f.t7', 'f.npz', '--functions')
      assert.are.same({ 'left out, being no tensors: f (function)\n', 0 },
         { complaint, status })
   end)

   it('says what is wrong', function()
      for words, text in pairs {
         [''] = 'convert: 0 file names are given, expected 2: IN and OUT\n',
         ['a.t7 b.txt'] = "convert: 'b.txt' does not end in .t7, .npy, .npz or "
            .. '.safetensors\n',
         ['--x a.t7 b.t7'] = "convert: there is no flag '--x'\n",
         ['/nowhere.npz b.t7'] = 'load: /nowhere.npz: cannot open: No such file or '
            .. 'directory\n',
      } do
         local _, complaint, status = shell('$cresset convert ' .. words)
         assert.are.same({ text, 1 }, { complaint, status })
      end
      assert.is_truthy(shell '$cresset convert --help':match '^Usage: cresset convert')
   end)
end)
