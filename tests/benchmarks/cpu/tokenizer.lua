local SOURCE = [[

def area(width, height):
    # the product of both sides
    return width * height + 12.5

total = 0
while total <= 1000:
    total = total + area(total, 3) - 7
print("done: ", total, 'x')
]]

local KEYWORDS = { ["def"] = true, ["return"] = true, ["while"] = true, ["if"] = true, ["else"] = true }

local function is_alpha(c) return c:find("^%a") ~= nil end
local function is_alnum(c) return c:find("^%w") ~= nil end

local function tokens(text)
  local out = {}
  local i, n = 1, #text
  while i <= n do
    local c = text:sub(i, i)
    if c == " " or c == "\n" then
      i = i + 1
    elseif c == "#" then
      while i <= n and text:sub(i, i) ~= "\n" do i = i + 1 end
    elseif is_alpha(c) or c == "_" then
      local start = i
      while i <= n and (is_alnum(text:sub(i, i)) or text:sub(i, i) == "_") do i = i + 1 end
      local word = text:sub(start, i - 1)
      out[#out + 1] = { KEYWORDS[word] and "keyword" or "name", word }
    elseif "0" <= c and c <= "9" then
      local start = i
      while i <= n do
        local d = text:sub(i, i)
        if not ("0" <= d and d <= "9" or d == ".") then break end
        i = i + 1
      end
      out[#out + 1] = { "number", text:sub(start, i - 1) }
    elseif c == '"' or c == "'" then
      local start = i
      i = i + 1
      while i <= n and text:sub(i, i) ~= c do i = i + 1 end
      i = i + 1
      out[#out + 1] = { "string", text:sub(start, i - 1) }
    elseif i < n and ("<>=!"):find(c, 1, true) and text:sub(i + 1, i + 1) == "=" then
      out[#out + 1] = { "operator", text:sub(i, i + 1) }
      i = i + 2
    else
      out[#out + 1] = { "operator", c }
      i = i + 1
    end
  end
  return out
end

local found = {}
for _ = 1, tonumber(arg[1]) or 3000 do found = tokens(SOURCE:rep(10)) end
local kinds = {}
for _, token in ipairs(found) do kinds[token[1]] = (kinds[token[1]] or 0) + 1 end
local names = {}
for kind in pairs(kinds) do names[#names + 1] = kind end
table.sort(names)
for i, kind in ipairs(names) do names[i] = kind .. "=" .. kinds[kind] end
print(#found .. " " .. table.concat(names, " "))
