import textwrap

text = "The quick-brown fox -- jumped over  the lazy dog. It was well-known."
for line in textwrap.wrap(text, 20):
    print(line)
    # expect: The quick-brown fox
    # expect: -- jumped over  the
    # expect: lazy dog. It was
    # expect: well-known.
print(textwrap.wrap("supercalifragilistic", 8), textwrap.wrap("supercalifragilistic", 8, break_long_words=False))
# expect: ['supercal', 'ifragili', 'stic'] ['supercalifragilistic']
print(textwrap.wrap("a b c d", 3, max_lines=1, placeholder="~"))  # expect: ['a~']
print(repr(textwrap.fill("one two three", 8, initial_indent="* ", subsequent_indent="  ")))
# expect: '* one\n  two\n  three'
print(textwrap.shorten("Hello   big   world", 12), "|", textwrap.shorten("Hello", 12))  # expect: Hello [...] | Hello
try:
    textwrap.wrap("a", 0)
except ValueError as e:
    print(e)  # expect: invalid width 0 (must be > 0)
