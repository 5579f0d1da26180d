local function class(parent)
  local c = {}
  c.__index = c
  if parent then setmetatable(c, { __index = parent }) end
  return c
end

local Process = class()
function Process.init(self, name, priority)
  self.name = name
  self.priority = priority
  self.inbox_head = nil
  self.inbox_tail = nil
  self.waiting = false
  self.handled = 0
  self.next = nil
  return self
end

function Process:post(message)
  message.next = nil
  if self.inbox_head == nil then
    self.inbox_head = message
  else
    self.inbox_tail.next = message
  end
  self.inbox_tail = message
  self.waiting = false
end

function Process:take()
  local message = self.inbox_head
  if message ~= nil then
    self.inbox_head = message.next
    self.handled = self.handled + 1
  end
  return message
end

function Process:is_ready() return not self.waiting end

local Idle = class(Process)
function Idle.new(name, count)
  local self = Process.init(setmetatable({}, Idle), name, 0)
  self.left = count
  self.state = 1
  return self
end
function Idle:step(kernel)
  self.left = self.left - 1
  if self.left == 0 then
    kernel:stop()
    return
  end
  if self.state & 1 ~= 0 then
    self.state = (self.state >> 1) ~ 0xB400
    kernel:send(self, "producer", self.state & 255)
  else
    self.state = self.state >> 1
    kernel:send(self, "worker", self.state & 255)
  end
end

local Producer = class(Process)
function Producer.new(name)
  local self = Process.init(setmetatable({}, Producer), name, 10)
  self.batch = 0
  return self
end
function Producer:step(kernel)
  local message = self:take()
  if message == nil then
    self.waiting = true
    return
  end
  self.batch = self.batch + message.payload
  kernel:send(self, "worker", self.batch & 127)
  kernel:send(self, "device", self.batch & 63)
end

local Worker = class(Process)
function Worker.new(name)
  local self = Process.init(setmetatable({}, Worker), name, 20)
  self.accumulated = 0
  return self
end
function Worker:step(kernel)
  local message = self:take()
  if message == nil then
    self.waiting = true
    return
  end
  local value = message.payload
  for _ = 1, 4 do value = self:transform(value) end
  self.accumulated = (self.accumulated + value) & 0xFFFF
  if value & 1 ~= 0 then kernel:send(self, "device", value) end
end
function Worker:transform(value) return (value * 5 + 3) & 255 end

local Device = class(Process)
function Device.new(name)
  local self = Process.init(setmetatable({}, Device), name, 30)
  self.log = 0
  self.busy = 0
  return self
end
function Device:is_ready()
  if self.waiting then return false end
  if self.busy > 0 then
    self.busy = self.busy - 1
    return false
  end
  return true
end
function Device:step(kernel)
  local message = self:take()
  if message == nil then
    self.waiting = true
    return
  end
  self.busy = message.payload & 3
  self.log = (self.log * 33 + message.payload + #message.sender.name) & 0xFFFFFF
end

local Kernel = class()
function Kernel.new()
  return setmetatable({ processes = nil, by_name = {}, running = true, steps = 0, sent = 0 }, Kernel)
end
function Kernel:add(process)
  self.by_name[process.name] = process
  if self.processes == nil or self.processes.priority < process.priority then
    process.next = self.processes
    self.processes = process
    return
  end
  local before = self.processes
  while before.next ~= nil and before.next.priority >= process.priority do before = before.next end
  process.next = before.next
  before.next = process
end
function Kernel:send(sender, name, payload)
  self.sent = self.sent + 1
  self.by_name[name]:post({ next = nil, sender = sender, payload = payload })
end
function Kernel:stop() self.running = false end
function Kernel:run()
  while self.running do
    local process = self.processes
    while not process:is_ready() do process = process.next end
    process:step(self)
    self.steps = self.steps + 1
  end
end

local kernel = Kernel.new()
local processes = {
  Idle.new("idle", tonumber(arg[1]) or 200000), Worker.new("worker"), Device.new("device"), Producer.new("producer"),
}
for _, process in ipairs(processes) do kernel:add(process) end
kernel:run()
print(kernel.steps .. " " .. kernel.sent)
print(kernel.by_name.worker.accumulated .. " " .. kernel.by_name.device.log)
local handled = {}
for i, process in ipairs(processes) do handled[i] = process.handled end
print("[" .. table.concat(handled, ", ") .. "]")
