# Counting words in a dictionary and ranking them.
import sys

SYLLABLES = ["ta", "ri", "no", "ke", "mu", "sol", "ver", "an", "di", "pe", "lo", "qua"]


def make_text(count):
    state = 12345
    words = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        first = SYLLABLES[(state >> 8) % 12]
        second = SYLLABLES[(state >> 14) % 12]
        words.append(first + second if state & 4096 else first + second + SYLLABLES[(state >> 20) % 12])
    return " ".join(words)


def count_words(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


def count_letters(counts):
    letters = {}
    for word, number in counts.items():
        for letter in word:
            if letter in letters:
                letters[letter] += number
            else:
                letters[letter] = number
    return letters


text = make_text(int(sys.argv[1]) if len(sys.argv) > 1 else 800000)
for _ in range(4):
    counts = count_words(text)
print(len(text), len(counts))
for word, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]:
    print(word, number)
for letter, number in sorted(count_letters(counts).items()):
    print(letter, number)
