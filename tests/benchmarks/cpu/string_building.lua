-- Strings are immutable here too; growing goes through a table, as a Lua programmer would write it.
local function grow(count)
  local parts = {}
  for i = 0, count - 1 do
    parts[#parts + 1] = "ab"
    parts[#parts + 1] = string.char(97 + i % 26)
  end
  return table.concat(parts)
end

local function join_lines(count)
  local parts = {}
  for i = 0, count - 1 do parts[#parts + 1] = "line " .. tostring(i) end
  return table.concat(parts, "\n")
end

local function edges(text, count)
  local acc = 0
  for i = 0, count - 1 do
    local piece = text:sub(i + 1, i + 12)
    if piece:sub(1, 2) == "ab" then acc = acc + 1 end
    acc = acc + #(piece .. string.rep("-", i & 7))
    acc = acc + piece:byte(-1)
  end
  return acc
end

local size = math.tointeger(tonumber(arg[1]) or 1200000)
local text = grow(size)
print(#text .. " " .. text:sub(1, 12) .. " " .. text:sub(-6))
local lines = join_lines(size)
print(#lines .. " " .. lines:sub(-11))
print(edges(text, size))
local _, count = text:upper():gsub("BA", "")
local replaced = text:gsub("ab", "c")
print(count .. " " .. (replaced:find("cz", 1, true) - 1))
