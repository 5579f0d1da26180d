-- table.sort is not stable, so each comparison carries the order that Python's stable sort leaves.
local function numbers(count, seed)
  local state, out = seed, {}
  for i = 1, count do
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    out[i] = state >> 7
  end
  return out
end

local size = math.tointeger(tonumber(arg[1]) or 150000)
local values = numbers(size, 1)
local ordered = table.move(values, 1, size, 1, {})
table.sort(ordered)
print(ordered[1] .. " " .. ordered[size // 2 + 1] .. " " .. ordered[size])

local records = {}
for i, v in ipairs(values) do records[i] = { number = v % 1000, name = "n" .. v % 7919 } end
table.sort(records, function(a, b) return a.name < b.name end)
print(records[1].name .. " " .. records[size // 2 + 1].name .. " " .. records[size].name)
table.sort(records, function(a, b)
  if a.number ~= b.number then return a.number > b.number end
  return a.name > b.name
end)
print(records[1].number .. " " .. records[1].name .. " " .. records[size].number .. " " .. records[size].name)

local names = {}
for i, r in ipairs(records) do names[i] = r.name end
table.sort(names)
table.sort(names, function(a, b)
  if #a ~= #b then return #a < #b end
  return a < b
end)
print(names[1] .. " " .. names[size // 2 + 1] .. " " .. names[size])

local lowest, highest = records[1], records[1]
local function weight(r) return r.number * 3 - #r.name end
for _, r in ipairs(records) do
  if r.name < lowest.name or (r.name == lowest.name and r.number < lowest.number) then lowest = r end
  if weight(r) > weight(highest) then highest = r end
end
print(lowest.name .. " " .. highest.number)
