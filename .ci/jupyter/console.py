"""The terminal frontend: console.py KERNEL. Types as a person does, looks at the screen."""
import re
import sys

import pexpect

COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][0-9A-B]|\r")


def main(kernel):
    console = pexpect.spawn("jupyter", ["console", "--simple-prompt", f"--kernel={kernel}"], encoding="utf-8", timeout=60, dimensions=(40, 120))
    typed = [
        (r"int a = 40;", r"In \[2\]"),
        (r"a + 2", r"Out\[2\]: 42"),
        ('System.out.println("printed " + a)', "printed 40"),
        ('throw new IllegalStateException("boom")', "IllegalStateException.*boom"),
        ('input("Name? ") + "!"', r"Name\? "),
        ("me", "me!"),
    ]
    try:
        console.expect(r"In \[1\]")
        for line, answer in typed:
            console.sendline(line)
            console.expect(answer)
        console.sendeof()
        if console.expect([pexpect.EOF, "really want to exit"]) == 1:
            console.sendline("y")
            console.expect(pexpect.EOF)
    except (pexpect.TIMEOUT, pexpect.EOF) as missed:
        raise SystemExit(f"jupyter console: no answer to {line!r} on the screen, which ends so:\n{COLOURS.sub('', console.before or '')[-1500:]}") from missed
    finally:
        console.close(force=True)
    print(f"jupyter console: {len(typed)} lines typed and answered")


main(*sys.argv[1:])
