local sqrt, pi = math.sqrt, math.pi
local SOLAR_MASS = 4 * pi * pi
local DAYS = 365.24

local function body(x, y, z, vx, vy, vz, mass)
  return { x = x, y = y, z = z, vx = vx * DAYS, vy = vy * DAYS, vz = vz * DAYS, mass = mass * SOLAR_MASS }
end

local bodies = {
  body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
  body(4.84, -1.16, -0.104, 0.00166, 0.00770, -0.0000690, 0.000955),
  body(8.34, 4.12, -0.403, -0.00277, 0.00499, 0.0000230, 0.000286),
  body(12.89, -15.11, -0.223, 0.00296, 0.00238, -0.0000297, 0.0000437),
  body(15.38, -25.92, 0.179, 0.00268, 0.00163, -0.0000952, 0.0000515),
}

local function advance(dt)
  local n = #bodies
  for i = 1, n do
    local a = bodies[i]
    for j = i + 1, n do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local squared = dx * dx + dy * dy + dz * dz
      local magnitude = dt / (squared * sqrt(squared))
      local by = b.mass * magnitude
      a.vx = a.vx - dx * by
      a.vy = a.vy - dy * by
      a.vz = a.vz - dz * by
      by = a.mass * magnitude
      b.vx = b.vx + dx * by
      b.vy = b.vy + dy * by
      b.vz = b.vz + dz * by
    end
  end
  for i = 1, n do
    local a = bodies[i]
    a.x = a.x + dt * a.vx
    a.y = a.y + dt * a.vy
    a.z = a.z + dt * a.vz
  end
end

local function energy()
  local e = 0.0
  for i = 1, #bodies do
    local a = bodies[i]
    e = e + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      e = e - a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return e
end

print(string.format("%.9f", energy()))
for _ = 1, tonumber(arg[1]) or 160000 do advance(0.01) end
print(string.format("%.9f", energy()))
