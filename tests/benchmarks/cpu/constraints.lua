local Cell = {}
Cell.__index = Cell
function Cell.new(value) return setmetatable({ value = value or 0, readers = {} }, Cell) end
function Cell:assign(value, queue)
  if value ~= self.value then
    self.value = value
    for _, constraint in ipairs(self.readers) do constraint:mark(queue) end
  end
end

local Constraint = {}
Constraint.__index = Constraint
local function init(class, target, ...)
  local self = setmetatable({ target = target, sources = { ... }, marked = false, runs = 0 }, class)
  for _, source in ipairs(self.sources) do source.readers[#source.readers + 1] = self end
  return self
end
function Constraint:mark(queue)
  if not self.marked then
    self.marked = true
    queue[#queue + 1] = self
  end
end
function Constraint:satisfy(queue)
  self.marked = false
  self.runs = self.runs + 1
  self.target:assign(self:compute(), queue)
end

local function subclass()
  local c = setmetatable({}, { __index = Constraint })
  c.__index = c
  c.new = function(...) return init(c, ...) end
  return c
end

local Equal = subclass()
function Equal:compute() return self.sources[1].value end

local Sum = subclass()
function Sum:compute()
  local total = 0
  for _, source in ipairs(self.sources) do total = total + source.value end
  return total % 9973
end

local Scale = subclass()
function Scale.new(target, source, factor, offset)
  local self = init(Scale, target, source)
  self.factor = factor
  self.offset = offset
  return self
end
function Scale:compute() return (self.sources[1].value * self.factor + self.offset) % 9973 end

local Clamp = subclass()
function Clamp:compute()
  local value, low = self.sources[1].value, self.sources[2].value
  if value < low then return low end
  return value
end

local Network = {}
Network.__index = Network
function Network.new() return setmetatable({ constraints = {}, rounds = 0 }, Network) end
function Network:add(constraint)
  self.constraints[#self.constraints + 1] = constraint
  return constraint.target
end
function Network:change(cell, value)
  local queue = {}
  cell:assign(value, queue)
  while #queue > 0 do
    self.rounds = self.rounds + 1
    local pending = queue
    queue = {}
    for _, constraint in ipairs(pending) do constraint:satisfy(queue) end
  end
end

local function chain(network, start, length)
  local cell = start
  for i = 0, length - 1 do
    local kind = i % 4
    local following = Cell.new()
    if kind == 0 then
      network:add(Equal.new(following, cell))
    elseif kind == 1 then
      network:add(Scale.new(following, cell, 3, i))
    elseif kind == 2 then
      network:add(Sum.new(following, cell, start))
    else
      network:add(Clamp.new(following, cell, start))
    end
    cell = following
  end
  return cell
end

local size = tonumber(arg[1]) or 2500
local network = Network.new()
local source = Cell.new(1)
local ends = {}
for i = 0, 2 do ends[#ends + 1] = chain(network, source, 40 + i) end
local result = network:add(Sum.new(Cell.new(), table.unpack(ends)))
local checksum = 0
for step = 0, size - 1 do
  network:change(source, (step * 7919) % 4001)
  checksum = (checksum * 31 + result.value) % 1000003
end
local runs = 0
for _, c in ipairs(network.constraints) do runs = runs + c.runs end
print(checksum .. " " .. network.rounds .. " " .. runs)
