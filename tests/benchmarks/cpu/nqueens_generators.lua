-- Coroutines play the part of Python's generators.
local function place(n, row, columns, rising, falling)
  return coroutine.wrap(function()
    if row == n then
      coroutine.yield({})
      return
    end
    for column = 0, n - 1 do
      if not (columns[column] or rising[row + column] or falling[row - column]) then
        columns[column], rising[row + column], falling[row - column] = true, true, true
        for rest in place(n, row + 1, columns, rising, falling) do
          local board = { column }
          for i = 1, #rest do board[i + 1] = rest[i] end
          coroutine.yield(board)
        end
        columns[column], rising[row + column], falling[row - column] = nil, nil, nil
      end
    end
  end)
end

local n = math.tointeger(tonumber(arg[1]) or 11)
local total, weight = 0, 0
for _ = 1, 4 do
  for board in place(n, 0, {}, {}, {}) do
    total = total + 1
    for i, c in ipairs(board) do weight = weight + (i - 1) * c end
  end
end
print(total .. " " .. weight)
