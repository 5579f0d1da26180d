local Point = {}
Point.__index = Point
function Point.new(x, y, z)
  return setmetatable({ x = x, y = y, z = z }, Point)
end

local Marker = setmetatable({ scale = 3 }, { __index = Point })
Marker.__index = Marker
function Marker.new(x, y, z, label)
  local self = setmetatable(Point.new(x, y, z), Marker)
  self.label = label
  return self
end

local function walk(point, count)
  for _ = 1, count do
    point.x = point.x + 1
    point.y = point.y + point.x & 1023
    point.z = point.y - point.x & 4095
  end
  return point.x + point.y + point.z
end

local function total(points, count)
  local acc = 0
  for _ = 1, count do
    for _, point in ipairs(points) do
      acc = acc + (point.x - point.y + point.z)
      point.z = acc & 63
    end
  end
  return acc
end

local function scaled(marker, count)
  local acc = 0
  for i = 0, count - 1 do
    acc = acc + marker.scale * marker.x
    marker.x = i & 7
  end
  return acc
end

local size = math.tointeger(tonumber(arg[1]) or 3000000)
print(walk(Point.new(1, 2, 3), size))
local points = {}
for i = 0, 9 do
  points[#points + 1] = i % 2 ~= 0 and Point.new(i, i * 2, 5) or Marker.new(i, 4, i, "m")
end
print(total(points, size // 8))
print(scaled(Marker.new(1, 2, 3, "m"), size))
