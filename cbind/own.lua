--- own.lua - which source files are Cresset's, so that errors point at the user's line.
-- Each package registers its folder once: own.add() in its init.lua.

local folders, known = {}, {}
local own = {}

--- Register the folder of the calling file; or, with a name, chunks called '=name...'.
function own.add(chunk)
   local source = chunk or debug.getinfo(2, 'S').source:match '^(@.*/)' or '@./'
   for _, folder in ipairs(folders) do
      if folder == source then return end
   end
   folders[#folders + 1] = source
   known = {}
end

--- Whether a chunk of this name, as debug.getinfo gives it, is one of Cresset's.
function own.isOwn(source)
   local answer = known[source]
   if answer == nil then
      answer = false
      for _, folder in ipairs(folders) do
         answer = answer or source:sub(1, #folder) == folder
      end
      known[source] = answer
   end
   return answer
end

-- 'mul: tensor2 is ...' as the user called it: 'cmul: tensor2 is ...'.
local function renamed(message, name)
   return name and message:gsub('^[%w_]+: ', name:gsub('%%', '%%%%') .. ': ') or message
end

--- What a package above adds to a message, by looking at the calls that lead to it.
function own.context(message) return message end

--- Raise `message` at the nearest line outside the registered folders. It names the
-- function
-- that was called there, if that was generated: its chunk is '=cresset.name'.
function own.raise(message)
   local level, name = 2, nil
   while true do
      local info = debug.getinfo(level, 'S')
      if not info then error(own.context(renamed(message, name)), 0) end
      if info.what ~= 'C' and not own.isOwn(info.source) then
         error(own.context(renamed(message, name)), level)
      end
      name = info.source:match '^=cresset%.(.+)$' or name
      level = level + 1
   end
end

--- The nearest line outside the registered folders, 'train.lua:12'; nil if there is none.
function own.where()
   local level = 2
   while true do
      local info = debug.getinfo(level, 'Sl')
      if not info then return nil end
      if info.what ~= 'C' and not own.isOwn(info.source) then
         return info.short_src .. ':' .. info.currentline
      end
      level = level + 1
   end
end

own.add()
own.add '=cresset'
return own
