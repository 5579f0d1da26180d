local function by_index(limit)
  local flags = {}
  for i = 0, limit do flags[i] = true end
  flags[0], flags[1] = false, false
  local i = 2
  while i * i <= limit do
    if flags[i] then
      for j = i * i, limit, i do flags[j] = false end
    end
    i = i + 1
  end
  return flags
end

local function count_twins(flags)
  local twins = 0
  for i = 0, #flags - 2 do
    if flags[i] and flags[i + 2] then twins = twins + 1 end
  end
  return twins
end

local limit = math.tointeger(tonumber(arg[1]) or 3500000)
local total, flags = 0, nil
for _ = 1, 3 do
  flags = by_index(limit)
  for i = 0, limit do
    if flags[i] then total = total + 1 end
  end
end
print(total)
print(count_twins(flags))
