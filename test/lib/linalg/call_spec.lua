--- What holds for every function of linear algebra: types, numbers that are none, results
-- after a failure, threads.

local torch = require 'torch'
local child = require 'test.support.child'

local a = torch.Tensor { { 4, 1, 0.5 }, { 1, 3, 0.25 }, { 0.5, 0.25, 2 } }
local b = torch.Tensor { { 1 }, { 2 }, { 3 } }
local chol, m, tau = torch.potrf(a), torch.geqrf(a)

-- Arguments of each function, and how many results it has.
local calls = {
   gesv = { 2, b, a }, trtrs = { 2, b, a }, gels = { 2, b, a }, inverse = { 1, a },
   potrf = { 1, a }, potrs = { 1, b, chol }, potri = { 1, chol }, pstrf = { 2, a },
   qr = { 2, a }, geqrf = { 2, a }, orgqr = { 1, m, tau }, ormqr = { 1, m, tau, b },
   symeig = { 2, a, 'V' }, eig = { 2, a, 'V' }, svd = { 3, a, 'A' },
}

-- Those that read a triangle only.
local upper = { trtrs = true, potrf = true, potrs = true, potri = true, pstrf = true,
   symeig = true }

-- Results for a call of `name`, each of a shape that it has to change.
local function results(name)
   local list = {}
   for i = 1, calls[name][1] do
      local isInt = name == 'pstrf' and i == 2
      list[i] = (isInt and torch.IntTensor or torch.Tensor)(5):fill(i)
   end
   return list
end

local function isUntouched(list)
   for i, result in ipairs(list) do
      if result:dim() ~= 1 or result:size(1) ~= 5 or result:storage():size() ~= 5
         or result:sum() ~= 5 * i then return false end
   end
   return true
end

-- Call `name` with results and these arguments in place of its own.
local function call(name, given, arguments)
   local list = {}
   for _, value in ipairs(given) do list[#list + 1] = value end
   for i = 2, #calls[name] do list[#list + 1] = arguments[i] or calls[name][i] end
   return pcall(torch[name], unpack(list))
end

local function converted(arguments, kind)
   local list = {}
   for i = 2, #arguments do
      list[i] = torch.isTensor(arguments[i]) and arguments[i]:type(kind) or arguments[i]
   end
   return list
end

describe('each function of linear algebra', function()
   for name, arguments in pairs(calls) do
      it('names a type that LAPACK has not: ' .. name, function()
         for _, kind in ipairs { 'Half', 'BFloat16', 'Long', 'Byte' } do
            kind = 'torch.' .. kind .. 'Tensor'
            local fine, message = call(name, {}, converted(arguments, kind))
            assert.is_false(fine)
            assert.matches('^.*' .. name .. ': %w+ is ' .. kind .. ' 3x3, expected a '
               .. 'torch.FloatTensor or a torch.DoubleTensor; convert it first$', message)
         end
      end)

      it('wants one type in all arguments and results: ' .. name, function()
         local given = { torch.FloatTensor(), name == 'pstrf' and torch.IntTensor()
            or torch.FloatTensor(), torch.FloatTensor() }
         given = { unpack(given, 1, calls[name][1]) }
         local fine, message = call(name, given, arguments)
         assert.is_false(fine)
         assert.matches(name .. ': result is torch.FloatTensor empty but %w+ is '
            .. 'torch.DoubleTensor 3x3', message)
      end)

      it('refuses nan and infinity wherever it reads, and changes nothing: ' .. name, function()
         for i = 2, #arguments do
            for at = 1, torch.isTensor(arguments[i]) and arguments[i]:nElement() or 0 do
               for _, odd in ipairs { 0 / 0, 1 / 0, -1 / 0 } do
                  local spoilt, given = arguments[i]:clone(), results(name)
                  spoilt:storage()[at] = odd
                  local row, column = math.ceil(at / 3), (at - 1) % 3 + 1
                  local isRead = row <= column or spoilt:size(2) == 1 or not upper[name]
                  local fine, message = call(name, given, { [i] = spoilt })
                  if isRead then
                     assert.is_false(fine)
                     assert.matches('is nan or infinite, expected finite numbers', message)
                     assert.is_true(isUntouched(given))
                  end
               end
            end
         end
      end)

      it('refuses one tensor for two results: ' .. name, function()
         if calls[name][1] == 1 or name == 'pstrf' then return end
         local r = torch.Tensor()
         local given = { r, r, torch.Tensor() }
         given = { unpack(given, 1, calls[name][1]) }
         local fine, message = call(name, given, arguments)
         assert.is_false(fine)
         assert.matches(name .. ': results 1 and 2 are the same memory', message)
      end)

      it('refuses an empty matrix: ' .. name, function()
         local list = converted(arguments, 'torch.DoubleTensor')
         for i, value in pairs(list) do list[i] = torch.isTensor(value) and torch.Tensor() or nil end
         local fine, message = call(name, {}, list)
         assert.is_false(fine)
         assert.matches(name .. ': ', message)
      end)
   end
end)

describe('LAPACK', function()
   local program = [[
      local torch = require 'torch'
      torch.manualSeed(3)
      torch.setnumthreads(tonumber(os.getenv 'THREADS') or 1)
      local x, sums = torch.randn(300, 300), {}
      local function add(...)
         for _, t in ipairs { ... } do
            sums[#sums + 1] = ('%.17g %.17g'):format(t:double():sum(), t:double():norm())
         end
      end
      add(torch.gesv(torch.randn(300, 20), x))
      add(torch.svd(x))
      add(torch.symeig(x, 'V'))
      add(torch.qr(x))
      add(torch.potrf(x * x:t() + torch.eye(300)))
      add(torch.eig(x:narrow(1, 1, 80):narrow(2, 1, 80), 'V'))
      add(torch.inverse(x:float()))
      print(table.concat(sums, '\n'))
   ]]

   it('gives the same bits for any number of threads', function()
      local one = child(program, 'THREADS=1 OPENBLAS_NUM_THREADS=1')
      assert.matches('^%-?%d[%d. e\n-]+$', one)
      assert.are.equal(one, (child(program, 'THREADS=4 OPENBLAS_NUM_THREADS=4')))
      assert.are.equal(one, (child(program, 'THREADS=3')))
   end)

   it('names the package where there is none', function()
      local folder = os.tmpname()
      os.execute(('rm %s; mkdir %s; echo >%s/libopenblas.so.0; echo >%s/liblapack.so.3')
         :format(folder, folder, folder, folder))
      local code = "local torch = require 'torch' print((torch.ones(2) * torch.ones(2))) "
         .. 'print((select(2, pcall(torch.inverse, torch.eye(2))):gsub("^.-: ", "")))'
      local output = child(code, 'LD_LIBRARY_PATH=' .. folder)
      os.execute('rm -r ' .. folder)
      assert.are.equal('2\ninverse: neither libopenblas.so.0 nor liblapack.so.3 can be '
         .. 'opened; install OpenBLAS, in Debian the package libopenblas0\n', output)
   end)

   it('gives equal results to 40 threads that call it at once', function()
      local name = os.tmpname()
      local library = os.getenv 'CRESSET_LIBRARY'
      local folder = library and library:match '^(.*)/' or '$PWD/build/lib'
      local build = ('gcc $CRESSET_CFLAGS -Ilib test/lib/linalg/threads.c -o %s -L%s '
         .. '-lcresset -lpthread -Wl,-rpath,%s'):format(name, folder, folder)
      assert.are.equal(0, os.execute(build))
      local pipe = io.popen(name .. ' 2>&1; echo exit $?')
      local output = pipe:read '*a'
      pipe:close()
      os.remove(name)
      assert.are.equal('exit 0\n', output)
   end)
end)
