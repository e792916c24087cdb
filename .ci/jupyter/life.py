"""How a kernel ends, begins anew, and lives through what kills others."""
import os
import signal
import subprocess
import sys
import time

import psutil
from checks import Wrong, check, done, need
from client import Kernel, running

SURVIVED = {
    "StackOverflowError": "int deeper(int n) { return deeper(n + 1) + 1; }\ndeeper(0)",
    "OutOfMemoryError": "var hog = new java.util.ArrayList<long[]>();\nwhile (true) { hog.add(new long[50_000_000]); }",
}


def add(error, code):
    @check(f"it lives through {error}", fresh=True)
    def one(kernel):
        cell = done(kernel.run(code, 60), "error")
        need(error in cell.error["ename"], cell.error["ename"])
        size = len("".join(cell.error["traceback"]))
        need(size < 50_000, f"a traceback of {size:,} letters")
        need(kernel.answers(), "no answer afterwards")
        return f"{cell.seconds:.1f} s, traceback of {size:,} letters"


for its_error, its_code in SURVIVED.items():
    add(its_error, its_code)


def gone(kernel, within):
    began = time.perf_counter()
    while kernel.left() and time.perf_counter() - began < within:
        time.sleep(0.02)
    need(not kernel.left(), f"{len(kernel.left())} of {len(kernel.seen)} processes run {within} s later")
    return f"{len(kernel.seen)} process(es) gone after {time.perf_counter() - began:.2f} s"


@check("restart gives an empty kernel, the old one is gone", fresh=True)
def restart(kernel):
    done(kernel.run("int kept = 4242;"))
    kernel.tree()
    old = list(kernel.seen.values())
    kernel.client.stop_channels()
    began = time.perf_counter()
    kernel.manager.restart_kernel(now=False)
    ready = kernel.connect(began)
    need(done(kernel.run("40 + 2", 60)).result == "42", "no answer after the restart")
    done(kernel.run("kept"), "error")
    need(not [process for process in old if running(process)], "the old process runs")
    return f"{ready:.2f} s"


@check("shutdown_request: a reply, then the end", fresh=True)
def shutdown(kernel):
    done(kernel.run("40 + 2"))
    kernel.tree()
    told = kernel.ask("shutdown_request", channel="control", restart=False)
    need(told.get("status") == "ok" and told["restart"] is False, told)
    return gone(kernel, 4)


@check("shutdown_request while a cell runs", fresh=True)
def shutdown_busy(kernel):
    kernel.client.execute("while (true) { }")
    time.sleep(1)
    kernel.tree()
    kernel.ask("shutdown_request", channel="control", restart=False)
    return gone(kernel, 4)


@check("SIGTERM ends it", fresh=True)
def terminated(kernel):
    kernel.client.execute("Thread.sleep(60000);")
    time.sleep(0.5)
    kernel.tree()
    os.kill(kernel.root, signal.SIGTERM)
    return gone(kernel, 4)


@check("a cell that exits ends the kernel, nothing is left", fresh=True)
def exiting(kernel):
    done(kernel.run("40 + 2"))
    kernel.tree()
    kernel.run("System.exit(3);", 4)
    return gone(kernel, 4)


@check("ended while it starts, nothing is left")
def starting(kernel):
    other = Kernel(kernel.name, kernel.log)
    other.launch()
    time.sleep(0.5)
    other.tree()
    other.manager.shutdown_kernel(now=True)
    return gone(other, 3)


PARENT = """
import sys, time
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name=sys.argv[1], startup_timeout=60)
client.execute(sys.argv[2])
print(manager.provisioner.process.pid, flush=True)
time.sleep(100)
"""


def orphan(kernel, code):
    parent = subprocess.Popen([sys.executable, "-c", PARENT, kernel.name, code], stdout=subprocess.PIPE, stderr=kernel.log, text=True)
    try:
        first = psutil.Process(int(parent.stdout.readline()))
        time.sleep(0.5)
        processes = [first, *first.children(recursive=True)]
    except (ValueError, psutil.Error) as broken:
        raise Wrong(f"it did not start: {broken}") from broken
    finally:
        parent.kill()
        parent.wait()
        parent.stdout.close()
    began = time.perf_counter()
    psutil.wait_procs(processes, timeout=15)
    alive = [process for process in processes if running(process)]
    for process in alive:
        process.kill()
    need(not alive, f"{len(alive)} of {len(processes)} processes run 15 s after their server was killed")
    return f"gone after {time.perf_counter() - began:.1f} s"


@check("it ends when its server is killed")
def parent_gone(kernel):
    return orphan(kernel, "1")


@check("it ends when its server is killed, also while a cell runs")
def parent_gone_busy(kernel):
    return orphan(kernel, "while (true) { }")
