local function collatz(limit)
  local longest = 0
  local start = 1
  while start < limit do
    local steps = 0
    local n = start
    while n ~= 1 do
      if n % 2 == 0 then
        n = n // 2
      else
        n = 3 * n + 1
      end
      steps = steps + 1
    end
    if steps > longest then longest = steps end
    start = start + 1
  end
  return longest
end

local function mix(count)
  local acc = 1
  for i = 0, count - 1 do
    for j = 0, 9 do
      acc = (acc * 31 + i * j) & 0xFFFFFF
      if acc & 1 ~= 0 then acc = acc ~ j end
    end
  end
  return acc
end

local size = math.tointeger(tonumber(arg[1]) or 80000)
print(collatz(size))
print(mix(size * 4))
