--- safetensors.lua - files of named tensors that hold nothing else: .safetensors.

local archive = require 'cbind.archive'
local own = require 'cbind.own'
local named = require 'cresset.named'
local describe = require 'torch.explain'.describe

local safetensors = {}

--- The tensors of a file by name, and its notes, a table of texts by name.
function safetensors.load(path) return named.load(path, archive.SAFETENSORS) end

--- Write a table of tensors, and perhaps notes. {x = {y = t}} gets the name 'x.y'.
function safetensors.save(path, tensors, notes)
   for name, text in pairs(notes or {}) do
      if type(name) ~= 'string' or type(text) ~= 'string' then
         own.raise(('save: note %s is %s, expected a string'):format(tostring(name),
            describe(text)))
      end
   end
   named.save(path, archive.SAFETENSORS, tensors, notes)
end

return safetensors
