import argparse

text = "line one\n  line two"
for formatter in (
    argparse.HelpFormatter,
    argparse.RawDescriptionHelpFormatter,
    argparse.RawTextHelpFormatter,
    argparse.ArgumentDefaultsHelpFormatter,
    argparse.MetavarTypeHelpFormatter,
    lambda prog: argparse.HelpFormatter(prog, max_help_position=8, width=50),
):
    p = argparse.ArgumentParser(prog="p", description=text, formatter_class=formatter, add_help=False)
    p.add_argument("--count", type=int, default=3, help=text)
    print(p.format_help().replace("\n", "|"))
    # expect: usage: p [--count COUNT]||line one line two||options:|  --count COUNT  line one line two|
    # expect: usage: p [--count COUNT]||line one|  line two||options:|  --count COUNT  line one line two|
    # expect: usage: p [--count COUNT]||line one|  line two||options:|  --count COUNT  line one|                   line two|
    # expect: usage: p [--count COUNT]||line one line two||options:|  --count COUNT  line one line two (default: 3)|
    # expect: usage: p [--count int]||line one line two||options:|  --count int  line one line two|
    # expect: usage: p [--count COUNT]||line one line two||options:|  --count COUNT|        line one line two|
