local function fannkuch(n)
  local order, count = {}, {}
  for i = 0, n - 1 do
    order[i] = i
    count[i] = 0
  end
  local checksum, most, index, rest = 0, 0, 0, n
  local stack = {}
  while true do
    while rest ~= 1 do
      count[rest - 1] = rest
      rest = rest - 1
    end
    if order[0] ~= 0 then
      for i = 0, n - 1 do stack[i] = order[i] end
      local flips = 0
      local top = stack[0]
      while top ~= 0 do
        local i, j = 0, top
        while i < j do
          stack[i], stack[j] = stack[j], stack[i]
          i = i + 1
          j = j - 1
        end
        flips = flips + 1
        top = stack[0]
      end
      if flips > most then most = flips end
      checksum = checksum + (index % 2 == 0 and flips or -flips)
    end
    while true do
      if rest == n then return checksum, most end
      local first = order[0]
      for i = 0, rest - 1 do order[i] = order[i + 1] end
      order[rest] = first
      count[rest] = count[rest] - 1
      if count[rest] > 0 then break end
      rest = rest + 1
    end
    index = index + 1
  end
end

local checksum, most = fannkuch(tonumber(arg[1]) or 9)
print(checksum)
print(most)
