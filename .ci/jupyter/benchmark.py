"""Two kernels in turn on one machine: benchmark.py OURS OTHER ROUNDS. Prints a table and the ratios."""
import os
import statistics
import sys
import time

from client import Kernel

CHAIN = {"dhurandhar": 'model("gemma-4-e2b").context(32768).qua'}
JDK_CHAIN = '"abc".toUpperCase().tri'


def start(name):
    """Seconds to the first kernel_info_reply and to the first result; resident MiB and processes when it is quiet."""
    with Kernel(name, settle=False) as kernel:
        sent = time.perf_counter() - kernel.began
        cell = kernel.run("40 + 2", 60)
        if cell.result != "42":
            raise SystemExit(f"{name}: 40 + 2 is {cell.result} {cell.error}")
        shown = next(at for at, kind, _ in cell.messages if kind == "execute_result")
        time.sleep(1)
        return {"kernel_info, s": kernel.ready, "first result, s": sent + shown, "CPU until then, s": kernel.cpu(), "RSS, MiB": kernel.memory(), "processes": len(kernel.tree())}


def cells(kernel):
    """200 trivial cells, after one: milliseconds each, and CPU."""
    kernel.run("0 + 1")
    took, cpu = [], kernel.cpu()
    for number in range(200):
        cell = kernel.run(f"{number} + 1")
        if cell.result != str(number + 1) or cell.seconds is None:
            raise SystemExit(f"{kernel.name}: {number} + 1 is {cell.result}")
        took.append(cell.seconds * 1000)
    return {"200 cells, median ms": statistics.median(took), "200 cells, p99 ms": sorted(took)[197], "200 cells, CPU ms each": (kernel.cpu() - cpu) * 5}


def output(kernel):
    cell = kernel.run('for (int i = 0; i < 100000; i++) { System.out.println("line " + i); }', 60)
    whole = cell.printed().splitlines() == [f"line {i}" for i in range(100_000)]
    return {"100,000 lines, s": cell.seconds if whole and cell.seconds else float("nan"), "of them arrived": len(cell.printed().splitlines())}


def completion(kernel):
    def once(code):
        return kernel.ask("complete_request", code=code, cursor_pos=len(code))["_seconds"] * 1000

    told = {}
    for label, code in (("completion in the JDK, ms", JDK_CHAIN), ("completion of our chain, ms", CHAIN.get(kernel.name))):
        if code:
            for _ in range(3):
                once(code)
            told[label] = statistics.median(once(code) for _ in range(9))
    return told


def long_run(name):
    with Kernel(name) as kernel:
        return cells(kernel) | completion(kernel) | output(kernel)


def main(ours, other, rounds):
    names, rounds = (ours, other), int(rounds)
    print(f"{rounds} starts and 3 long runs of each in turn, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {time.strftime('%F')}", file=sys.stderr)
    found = {name: {} for name in names}
    for measure, times in ((start, rounds), (long_run, 3)):
        for _ in range(times):
            for name in names:
                for label, value in measure(name).items():
                    found[name].setdefault(label, []).append(value)
    medians = {name: {label: statistics.median(values) for label, values in found[name].items()} for name in names}
    print(f"| median | {ours} | {other} | ratio |\n|---|---:|---:|---:|")
    for label, value in medians[ours].items():
        against = medians[other].get(label)
        digits = 0 if value >= 1000 or label in ("processes", "RSS, MiB") else 2 if value < 10 else 1
        print(f"| {label} | {value:,.{digits}f} | {'-' if against is None else 'lost' if against != against else f'{against:,.{digits}f}'} "
              f"| {'-' if against is None or against != against or not against else f'{value / against:.2f}'} |")
    print(f"\nload at the end {os.getloadavg()[0]:.1f}", file=sys.stderr)


main(*sys.argv[1:])
