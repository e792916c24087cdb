"""Checks of one kernel: each has a name and a time of its own, and none can stop the others."""
import os
import sys
import time
import traceback

from client import Kernel, Late

ALL = []  # (name, the function, whether it begins with a kernel nobody used)


class Wrong(Exception):
    """The kernel did something else than it must."""


class Spoilt(Wrong):
    """Nor can the kernel be used any more."""


def check(name, fresh=False):
    def keep(function):
        ALL.append((name, function, fresh))
        return function

    return keep


def need(condition, *what):
    if not condition:
        raise Wrong(" ".join(str(part) for part in what))


def done(cell, status="ok"):
    """The cell, which must have ended so."""
    need(cell.seconds is not None, f"{short(cell.code)}: no end (reply {cell.replied}, idle {cell.idle})")
    seen = cell.error or cell.reply
    need(cell.status == status, f"{short(cell.code)}: {cell.status}, not {status}: {short(seen.get('ename'))} {short(seen.get('evalue'))}")
    return cell


def short(value, most=300):
    text = str(value).replace("\n", "\\n")
    return text if len(text) <= most else text[:most] + "..."


class Bench:
    """The kernel under test, started anew whenever a check spoilt it."""

    def __init__(self, name, log):
        self.name, self.log, self.kernel, self.others = name, log, None, []

    def fresh(self):
        self.close()
        self.kernel = Kernel(self.name, self.log).__enter__()
        return self.kernel

    def close(self):
        if self.kernel:
            self.kernel.__exit__()
        self.kernel = None


def judge(bench, name, function, fresh):
    """Runs one; what is wrong, or None, and what it tells."""
    try:
        kernel = bench.kernel if bench.kernel and not fresh else bench.fresh()
        kernel.others.clear()
        return None, function(kernel) or ""
    except Spoilt as spoilt:
        bench.close()
        return str(spoilt), ""
    except (Wrong, Late) as wrong:
        return str(wrong), ""
    except Exception as unexpected:  # a check must not end the others
        frames = traceback.extract_tb(unexpected.__traceback__)
        return f"{type(unexpected).__name__}: {unexpected} ({frames[-1].name}, line {frames[-1].lineno})", ""


def run(kernel_name, log_path, only=""):
    failed = ran = 0
    with open(log_path, "ab") as log:
        bench = Bench(kernel_name, log)
        try:
            for name, function, fresh in ALL:
                if only not in name:
                    continue
                began = time.perf_counter()
                wrong, tells = judge(bench, name, function, fresh)
                ran += 1
                failed += wrong is not None
                print(f"{'ok  ' if wrong is None else 'FAIL'} {time.perf_counter() - began:6.2f} s  {name}: {short(tells if wrong is None else wrong, 900)}", flush=True)
                # What ends the kernel on purpose, or left it wedged.
                if fresh or (wrong is not None and not still_works(bench)):
                    bench.close()
        finally:
            bench.close()
    print(f"{ran} checks of {kernel_name}, {failed} failed", flush=True)
    return 1 if failed or not ran else 0


def still_works(bench):
    try:
        return bench.kernel is not None and bench.kernel.answers()
    except Exception:
        return False


def main():
    """KERNEL LOG [WORDS OF A NAME]"""
    if len(sys.argv) < 3:
        sys.exit(f"usage: {os.path.basename(sys.argv[0])} KERNEL LOG [PART OF A CHECK'S NAME]")
    sys.exit(run(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else ""))
