"""Interrupts: the cell ends soon, and what was declared before is still there."""
import time

from checks import Spoilt, check, done, need

LIMIT = 1.5

CELLS = {
    "a loop that does nothing": "while (true) { }",
    "a sleep": "Thread.sleep(60000);",
    "a loop in a method": "void spin() { while (true) { } }\nspin();",
    "a loop in a class": "class Spinner { long n; void spin() { for (;;) n++; } }\nnew Spinner().spin();",
    "a loop in a lambda": "Runnable spinning = () -> { long n = 0; do { n++; } while (n != -1); };\nspinning.run();",
    "endless recursion with catch": "int round(int n) { try { return round(n + 1); } catch (StackOverflowError e) { return 0; } }\nwhile (true) { round(0); }",
    "a printing loop": 'int ticks = 0; while (true) { System.out.println("tick " + ticks++); }',
    "code of the JDK that calls back": "java.util.stream.IntStream.iterate(0, i -> i).filter(i -> i > 5).findFirst()",
    "a parked thread": "new java.util.concurrent.CountDownLatch(1).await()",
    "a loop that swallows exceptions": "while (true) { try { Thread.sleep(50); } catch (Exception e) { } }",
    "a loop that swallows all": "while (true) { try { Math.sqrt(2); } catch (Throwable t) { } }",
    "a progress of ours": 'try (var steps = org.dhurandhar.progress.Progress.of("Counting", 1_000_000_000_000L, "step")) { while (true) { steps.step(); } }',
    "a question to the user": 'input("Name? ")',
}


def interrupted(kernel, codes, answers=None):
    """Runs the cells, interrupts after a second; the cells and the seconds from there to the end."""
    sent = []

    def meanwhile(now):
        if not sent and now > 1:
            kernel.manager.interrupt_kernel()
            sent.append(now)

    cells = kernel.run_all(codes, 12, meanwhile=meanwhile, **({} if answers is None else {"allow_stdin": True}))
    need(sent, "the cell ended by itself", cells[0].error and cells[0].error["evalue"])
    return cells, None if cells[-1].seconds is None else cells[-1].seconds - sent[0]


def add(name, code):
    @check("interrupt of " + name)
    def one(kernel):
        done(kernel.run("int kept = 4242;"))
        root = kernel.root
        asks = code.startswith("input(")
        if asks:
            kernel.client.input = lambda text: None  # nobody answers
        try:
            (cell,), took = interrupted(kernel, [code], [] if asks else None)
        finally:
            kernel.client.__dict__.pop("input", None)
        need(took is not None, "no end", cell.replied, cell.idle)
        done(cell, "error")
        need(cell.error, "no error message")
        need(kernel.root == root and kernel.run("kept").result == "4242", "the state is lost")
        need(took <= LIMIT, f"took {took:.2f} s")
        before = kernel.cpu()
        time.sleep(1)
        used = kernel.cpu() - before
        if used > 0.6:
            raise Spoilt(f"a thread goes on: {used:.1f} s of CPU in a second")
        return f"{took:.2f} s, {cell.error['ename']}"


for cell_name, its_code in CELLS.items():
    add(cell_name, its_code)


@check("an interrupt aborts the cells behind")
def queue(kernel):
    cells, _ = interrupted(kernel, ["Thread.sleep(60000);", "1", "2"])
    need([c.status for c in cells] == ["error", "aborted", "aborted"], [c.status for c in cells])
    need(kernel.answers(), "no answer afterwards")


@check("an interrupt of nothing is harmless")
def nothing(kernel):
    kernel.manager.interrupt_kernel()
    need(kernel.answers(), "no answer afterwards")
