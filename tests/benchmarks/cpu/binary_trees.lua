local function build(depth)
  if depth == 0 then return { left = nil, right = nil } end
  return { left = build(depth - 1), right = build(depth - 1) }
end

local function count(node)
  if node.left == nil then return 1 end
  return 1 + count(node.left) + count(node.right)
end

local deepest = math.tointeger(tonumber(arg[1]) or 15)
print("stretch " .. count(build(deepest + 1)))
local kept = build(deepest)
for depth = 4, deepest, 4 do
  local rounds = 1 << (deepest - depth + 4)
  local total = 0
  for _ = 1, rounds do total = total + count(build(depth)) end
  print(rounds .. " " .. depth .. " " .. total)
end
print("kept " .. count(kept))
