local function row(y, size, limit)
  local inside = 0
  local ci = 2.0 * y / size - 1.0
  for x = 0, size - 1 do
    local cr = 2.0 * x / size - 1.5
    local zr, zi = 0.0, 0.0
    local escaped = false
    for _ = 1, limit do
      local r2, i2 = zr * zr, zi * zi
      if r2 + i2 > 4.0 then
        escaped = true
        break
      end
      zi = 2.0 * zr * zi + ci
      zr = r2 - i2 + cr
    end
    if not escaped then inside = inside + 1 end
  end
  return inside
end

local size = tonumber(arg[1]) or 450
local checksum = 0
for y = 0, size - 1 do
  checksum = (checksum * 7 + row(y, size, 100)) % 1000003
end
print(checksum)
