local PUSH, LOAD, STORE, ADD, SUB, MUL, MOD, LESS, JUMP, JUMP_IF_ZERO, CALL, RETURN, HALT =
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12

local PROGRAM = {
  { PUSH, 0 }, { STORE, 0 }, { PUSH, 0 }, { STORE, 1 },
  { LOAD, 1 }, { LOAD, 2 }, { LESS, 0 }, { JUMP_IF_ZERO, 21 },
  { LOAD, 0 }, { LOAD, 1 }, { CALL, 23 }, { PUSH, 3 }, { MUL, 0 }, { ADD, 0 }, { PUSH, 10007 }, { MOD, 0 }, { STORE, 0 },
  { LOAD, 1 }, { PUSH, 1 }, { ADD, 0 }, { JUMP, 28 },
  { HALT, 0 },
  { STORE, 1 }, { STORE, 3 }, { LOAD, 3 }, { LOAD, 3 }, { MUL, 0 }, { RETURN, 0 },
  { STORE, 1 }, { JUMP, 4 },
}

local function run(program, limit)
  local variables = { [0] = 0, 0, limit, 0 }
  local stack, returns = {}, {}
  local pc, executed = 0, 0
  while true do
    local instruction = program[pc + 1]
    local op, operand = instruction[1], instruction[2]
    pc = pc + 1
    executed = executed + 1
    if op == PUSH then
      stack[#stack + 1] = operand
    elseif op == LOAD then
      stack[#stack + 1] = variables[operand]
    elseif op == STORE then
      variables[operand] = table.remove(stack)
    elseif op == ADD then
      local right = table.remove(stack)
      stack[#stack] = stack[#stack] + right
    elseif op == SUB then
      local right = table.remove(stack)
      stack[#stack] = stack[#stack] - right
    elseif op == MUL then
      local right = table.remove(stack)
      stack[#stack] = stack[#stack] * right
    elseif op == MOD then
      local right = table.remove(stack)
      stack[#stack] = stack[#stack] % right
    elseif op == LESS then
      local right = table.remove(stack)
      stack[#stack] = stack[#stack] < right and 1 or 0
    elseif op == JUMP then
      pc = operand
    elseif op == JUMP_IF_ZERO then
      if table.remove(stack) == 0 then pc = operand end
    elseif op == CALL then
      returns[#returns + 1] = pc
      pc = operand
    elseif op == RETURN then
      pc = table.remove(returns)
    elseif op == HALT then
      return variables[0], executed
    end
  end
end

local total, executed = run(PROGRAM, math.tointeger(tonumber(arg[1]) or 240000))
print(total .. " " .. executed)
