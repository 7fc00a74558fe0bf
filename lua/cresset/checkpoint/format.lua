--- format.lua - the bytes of a checkpoint: header, records, trailer. All numbers are
-- little endian. Every bit lies under a CRC-32C; lengths are compared with the bytes
-- there are before anything is taken from them.

local torch = require 'torch'
local cr = require 'cbind'
local own = require 'cbind.own'
local describe = require 'torch.explain'.describe

local MAGIC, VERSION, TRAILER = 'CRESSETC', 1, 0xFFFFFFFF
local HEADER, HEAD, END = 24, 16, 16 -- bytes of header, head of a record, and trailer

-- The closed set of records; the numbers stand in files and never change.
local names = { 'parameters', 'buffers', 'optimizer', 'schedules', 'generators',
   'sampler', 'logs', 'user', 'command', 'version', 'replay' }
local numbers = {}
for number, name in ipairs(names) do numbers[name] = number end

local format = {}

local function sum(bytes, start) return cr.number('crc32c', bytes, #bytes, start or 0) end

local function little(value, size)
   local bytes = {}
   for i = 1, size do
      bytes[i] = string.char(value % 256)
      value = math.floor(value / 256)
   end
   return table.concat(bytes)
end

local function number(text, at, size)
   local value = 0
   for i = at + size - 1, at, -1 do value = value * 256 + text:byte(i) end
   return value
end

local function checkNames(state)
   if type(state) ~= 'table' then
      own.raise(('checkpoint: state is %s, expected a table'):format(describe(state)))
   end
   for name in pairs(state) do
      if not numbers[name] then
         local text = 'checkpoint: there is no record %s; put it into the table user'
         own.raise(text:format(describe(name)))
      end
   end
end

-- Type, length and sum of head and body; then the body.
local function record(type, body)
   local head = little(type, 4) .. little(#body, 8)
   return head .. little(sum(body, sum(head)), 4) .. body
end

--- The parts of a file, to be written in this order: { header, record, ..., trailer }.
function format.encode(state)
   checkNames(state)
   local parts, length = { '' }, HEADER + END
   for type, name in ipairs(names) do
      if state[name] ~= nil then
         parts[#parts + 1] = record(type, torch.serialize(state[name]))
         length = length + #parts[#parts]
      end
   end
   local header = MAGIC .. little(VERSION, 4) .. little(length, 8)
   parts[1] = header .. little(sum(header), 4)
   local whole = 0
   for _, part in ipairs(parts) do whole = sum(part, whole) end
   local last = little(TRAILER, 4) .. little(#parts - 1, 8)
   parts[#parts + 1] = last .. little(sum(last, whole), 4)
   return parts
end

-- Why the frame of the file is wrong; nil if it is right.
local function frameFault(text)
   if #text < HEADER + END then return ('has %d bytes, too few'):format(#text) end
   if text:sub(1, 8) ~= MAGIC then return 'is no checkpoint' end
   if sum(text:sub(1, 20)) ~= number(text, 21, 4) then return 'has a damaged header' end
   if number(text, 9, 4) ~= VERSION then
      return ('has format %d, expected %d'):format(number(text, 9, 4), VERSION)
   end
   if number(text, 13, 8) ~= #text then
      return ('has %d bytes instead of %d'):format(#text, number(text, 13, 8))
   end
   if sum(text:sub(1, -5)) ~= number(text, #text - 3, 4) then
      return 'has a wrong checksum'
   end
   if number(text, #text - END + 1, 4) ~= TRAILER then return 'has no trailer' end
end

-- The bodies of the records by name, or nil and why not.
local function records(text)
   local bodies, at, last, count = {}, HEADER + 1, #text - END, 0
   while at <= last do
      if last - at + 1 < HEAD then return nil, 'ends within a record' end
      local type, length = number(text, at, 4), number(text, at + 4, 8)
      local name = names[type]
      if not name then return nil, 'has a record of unknown type ' .. type end
      if length > last - at + 1 - HEAD then return nil, 'ends within record ' .. name end
      if bodies[name] then return nil, 'has record ' .. name .. ' twice' end
      local body = text:sub(at + HEAD, at + HEAD + length - 1)
      if sum(body, sum(text:sub(at, at + 11))) ~= number(text, at + 12, 4) then
         return nil, 'has a damaged record ' .. name
      end
      bodies[name], count, at = body, count + 1, at + HEAD + length
   end
   if count ~= number(text, last + 5, 8) then return nil, 'lacks records' end
   return bodies
end

--- The state in the bytes of a file, or nil and what is wrong: all of it or nothing.
function format.decode(text)
   local fault = frameFault(text)
   if fault then return nil, fault end
   local bodies, problem = records(text)
   if not bodies then return nil, problem end
   local state = {}
   for name, body in pairs(bodies) do
      local well, value = pcall(torch.deserialize, body)
      if not well then
         return nil, ('has record %s that does not load: %s'):format(name, value)
      end
      state[name] = value
   end
   return state
end

return format
