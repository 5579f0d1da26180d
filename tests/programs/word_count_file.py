"""Counts the words of a 10 MB file that the program first writes itself, in a temporary folder."""

import os
import sys
import time


def make_words():
    first = ["ka", "lo", "mi", "ne", "pu", "ra", "so", "ti", "vu", "we", "ya", "zo"]
    last = ["", "n", "s", "r", "l"]
    return [a + b + c for a in first for b in first for c in last]


def write_file(path, size):
    words = make_words()
    state, written, lines = 20230, 0, 0
    with open(path, "w", encoding="utf-8") as out:
        while written < size:
            line = []
            for _ in range(12):
                state = (state * 1103515245 + 12345) & 0x7FFFFFFF
                index = (state >> 7) % len(words)
                # Small indices come more often, as words do in a language.
                line.append(words[index * index // len(words)])
            if lines % 50 == 0:
                line[0] = line[0].capitalize() + ","
            if lines % 997 == 0:
                line.append("naïve")
            text = " ".join(line) + "\n"
            written += out.write(text)
            lines += 1
    return lines


def count_words(path):
    counts = {}
    with open(path, encoding="utf-8") as source:
        for line in source:
            for word in line.split():
                word = word.strip(",.").lower()
                counts[word] = counts.get(word, 0) + 1
    return counts


def read_by_blocks(path):
    size = newlines = 0
    with open(path, "rb") as source:
        while block := source.read(1 << 16):
            size += len(block)
            newlines += block.count(b"\n")
    return size, newlines


def report(counts):
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for word, count in ranked[:10]:
        print(f"{word:8}{count:>8}")
    print("total", sum(counts.values()), "distinct", len(counts))
    lengths = {}
    for word, count in counts.items():
        lengths[len(word)] = lengths.get(len(word), 0) + count
    for length in sorted(lengths):
        print(f"length {length}: {lengths[length]}")
    print("naïve:", counts["naïve"])


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("TMPDIR", "/tmp")
    path = os.path.join(folder, f"taipan-word-count-{os.getpid()}.txt")
    started = time.monotonic()
    try:
        lines = write_file(path, 10_000_000)
        size, newlines = read_by_blocks(path)
        print("lines", lines, "size", size, newlines == lines, os.path.getsize(path) == size)
        with open(path, encoding="utf-8") as source:
            print(repr(source.readline()), repr(source.read(20)), source.tell() > 0)
            source.seek(0)
            print(repr(source.read(6)))
        report(count_words(path))
    finally:
        os.remove(path)
    print("removed", not os.path.exists(path))
    assert time.monotonic() >= started


main()
