local function pipeline(n)
  local squares, odd, pairs_, inverse, remainders = {}, {}, {}, {}, {}
  for i = 0, n - 1 do squares[i + 1] = i * i end
  for _, s in ipairs(squares) do
    if s & 1 ~= 0 then odd[#odd + 1] = s end
  end
  for a = 0, 19 do
    for b = 0, 19 do
      if a < b then pairs_[#pairs_ + 1] = { a, b } end
    end
  end
  for i, s in ipairs(squares) do inverse[s] = i - 1 end
  local distinct = 0
  for _, s in ipairs(squares) do
    if not remainders[s % 97] then
      remainders[s % 97] = true
      distinct = distinct + 1
    end
  end
  local total = 0
  for _, s in ipairs(odd) do total = total + inverse[s] end
  local grid = {}
  for y = 0, 9 do
    local row = {}
    for x = 0, 9 do row[x + 1] = x * y end
    grid[y + 1] = row
  end
  local flat = {}
  for _, row in ipairs(grid) do
    for _, cell in ipairs(row) do
      if cell % 3 ~= 0 then flat[#flat + 1] = cell end
    end
  end
  local mapped = {}
  for _, v in ipairs(flat) do
    if v % 5 ~= 0 then mapped[#mapped + 1] = v + 1 end
  end
  local sum = total + #pairs_ + distinct
  for _, v in ipairs(flat) do sum = sum + v end
  for _, v in ipairs(mapped) do sum = sum + v end
  return sum
end

local size = math.tointeger(tonumber(arg[1]) or 3500)
local sum = 0
for i = 0, 1199 do sum = sum + pipeline(size + i % 10) end
print(sum)
