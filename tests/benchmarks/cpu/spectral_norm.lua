local function element(i, j)
  return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)
end

local function sum_row(i, v, n)
  local acc = 0.0
  for j = 0, n - 1 do acc = acc + element(i, j) * v[j + 1] end
  return acc
end

local function times(v)
  local n, out = #v, {}
  for i = 0, n - 1 do out[i + 1] = sum_row(i, v, n) end
  return out
end

local function times_transposed(v)
  local n, out = #v, {}
  for i = 0, n - 1 do
    local acc = 0.0
    for j = 0, n - 1 do acc = acc + element(j, i) * v[j + 1] end
    out[#out + 1] = acc
  end
  return out
end

local n = tonumber(arg[1]) or 320
local u, v = {}, nil
for i = 1, n do u[i] = 1.0 end
for _ = 1, 10 do
  v = times_transposed(times(u))
  u = times_transposed(times(v))
end
local vbv, vv = 0.0, 0.0
for i = 1, n do
  vbv = vbv + u[i] * v[i]
  vv = vv + v[i] * v[i]
end
print(string.format("%.9f", math.sqrt(vbv / vv)))
