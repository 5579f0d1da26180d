local SYLLABLES = { "ta", "ri", "no", "ke", "mu", "sol", "ver", "an", "di", "pe", "lo", "qua" }

local function make_text(count)
  local state = 12345
  local words = {}
  for i = 1, count do
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    local first = SYLLABLES[(state >> 8) % 12 + 1]
    local second = SYLLABLES[(state >> 14) % 12 + 1]
    words[i] = state & 4096 ~= 0 and first .. second or first .. second .. SYLLABLES[(state >> 20) % 12 + 1]
  end
  return table.concat(words, " ")
end

local function count_words(text)
  local counts = {}
  for word in text:gmatch("%S+") do counts[word] = (counts[word] or 0) + 1 end
  return counts
end

local function count_letters(counts)
  local letters = {}
  for word, number in pairs(counts) do
    for letter in word:gmatch(".") do letters[letter] = (letters[letter] or 0) + number end
  end
  return letters
end

local text = make_text(tonumber(arg[1]) or 800000)
local counts
for _ = 1, 4 do counts = count_words(text) end
local ranked = {}
for word, number in pairs(counts) do ranked[#ranked + 1] = { word, number } end
table.sort(ranked, function(a, b)
  if a[2] ~= b[2] then return a[2] > b[2] end
  return a[1] < b[1]
end)
print(#text .. " " .. #ranked)
for i = 1, 5 do print(ranked[i][1] .. " " .. ranked[i][2]) end
local letters = {}
for letter, number in pairs(count_letters(counts)) do letters[#letters + 1] = { letter, number } end
table.sort(letters, function(a, b) return a[1] < b[1] end)
for _, pair in ipairs(letters) do print(pair[1] .. " " .. pair[2]) end
