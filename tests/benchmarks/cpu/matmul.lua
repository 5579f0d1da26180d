local function make(n, seed)
  local m = {}
  for i = 0, n - 1 do
    local row = {}
    for j = 0, n - 1 do row[j + 1] = ((i * n + j) * seed) % 17 - 8 + 0.5 end
    m[i + 1] = row
  end
  return m
end

local function multiply(a, b)
  local n = #a
  local columns = {}
  for j = 1, n do
    local column = {}
    for i = 1, n do column[i] = b[i][j] end
    columns[j] = column
  end
  local out = {}
  for i = 1, n do
    local row, line = a[i], {}
    for j = 1, n do
      local column, acc = columns[j], 0.0
      for k = 1, n do acc = acc + row[k] * column[k] end
      line[#line + 1] = acc
    end
    out[#out + 1] = line
  end
  return out
end

local function by_index(a, b)
  local n, c = #a, {}
  for i = 1, n do
    c[i] = {}
    for j = 1, n do
      local acc = 0.0
      for k = 1, n do acc = acc + a[i][k] * b[k][j] end
      c[i][j] = acc
    end
  end
  return c
end

local n = tonumber(arg[1]) or 230
local a, b = make(n, 3), make(n, 7)
local c = multiply(a, b)
local d = by_index(b, c)
local total, trace = 0.0, 0.0
for i = 1, n do
  for j = 1, n do total = total + c[i][j] end
  trace = trace + d[i][i]
end
print(string.format("%.3f %.3f", total, trace))
