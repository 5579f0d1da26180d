# A stack machine written in Python: dispatch over opcodes, lists used as stacks.
import sys

PUSH, LOAD, STORE, ADD, SUB, MUL, MOD, LESS, JUMP, JUMP_IF_ZERO, CALL, RETURN, HALT = range(13)

# total = 0; i = 0
# while i < limit: total = (total + square(i) * 3) % 10007; i = i + 1
PROGRAM = [
    (PUSH, 0), (STORE, 0), (PUSH, 0), (STORE, 1),
    (LOAD, 1), (LOAD, 2), (LESS, 0), (JUMP_IF_ZERO, 21),
    (LOAD, 0), (LOAD, 1), (CALL, 23), (PUSH, 3), (MUL, 0), (ADD, 0), (PUSH, 10007), (MOD, 0), (STORE, 0),
    (LOAD, 1), (PUSH, 1), (ADD, 0), (JUMP, 22),
    (HALT, 0),
    (STORE, 1), (STORE, 3), (LOAD, 3), (LOAD, 3), (MUL, 0), (RETURN, 0),
]
PROGRAM[20] = (JUMP, 28)
PROGRAM += [(STORE, 1), (JUMP, 4)]


class Machine:
    def __init__(self, program, limit):
        self.program = program
        self.variables = [0, 0, limit, 0]
        self.stack = []
        self.returns = []
        self.executed = 0

    def run(self):
        program = self.program
        variables = self.variables
        stack = self.stack
        pc = 0
        executed = 0
        while True:
            op, operand = program[pc]
            pc += 1
            executed += 1
            if op == PUSH:
                stack.append(operand)
            elif op == LOAD:
                stack.append(variables[operand])
            elif op == STORE:
                variables[operand] = stack.pop()
            elif op == ADD:
                right = stack.pop()
                stack[-1] += right
            elif op == SUB:
                right = stack.pop()
                stack[-1] -= right
            elif op == MUL:
                right = stack.pop()
                stack[-1] *= right
            elif op == MOD:
                right = stack.pop()
                stack[-1] %= right
            elif op == LESS:
                right = stack.pop()
                stack[-1] = 1 if stack[-1] < right else 0
            elif op == JUMP:
                pc = operand
            elif op == JUMP_IF_ZERO:
                if stack.pop() == 0:
                    pc = operand
            elif op == CALL:
                self.returns.append(pc)
                pc = operand
            elif op == RETURN:
                pc = self.returns.pop()
            elif op == HALT:
                self.executed = executed
                return variables[0]


machine = Machine(PROGRAM, int(sys.argv[1]) if len(sys.argv) > 1 else 240000)
print(machine.run(), machine.executed)
