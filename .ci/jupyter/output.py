"""Output: complete, in order, in time, in the right cell; and questions to the user."""
import time

from checks import check, done, need, short
from client import plain


@check("100,000 printed lines come in order")
def lines(kernel):
    cell = kernel.run('for (int i = 0; i < 100000; i++) { System.out.println("line " + i); }', 90)
    got = cell.printed().splitlines()
    need(got == [f"line {i}" for i in range(100000)], f"{len(got)} lines, end after {cell.seconds} s")
    done(cell)
    return f"{cell.seconds:.2f} s in {len(cell.of('stream'))} messages"


@check("output comes while the cell runs")
def early(kernel):
    cell = done(kernel.run('for (int i = 0; i < 4; i++) { System.out.println("p" + i); Thread.sleep(400); }'))
    times = [at for at, kind, _ in cell.messages if kind == "stream"]
    need(len(times) >= 3 and times[0] < 0.7 * cell.seconds, "came at", times, "of", cell.seconds)
    part = done(kernel.run('System.out.print("no newline"); System.out.flush(); Thread.sleep(1500); System.out.println(" end");'))
    first = next(at for at, kind, _ in part.messages if kind == "stream")
    need(first < part.seconds - 1, "part of a line came at", first, "of", part.seconds)


@check("output of other threads belongs to the running cell")
def background(kernel):
    cell = done(kernel.run("""Thread other = new Thread(() -> {
    for (int i = 0; i < 5; i++) {
        System.out.println("bg " + i);
        try { Thread.sleep(50); } catch (InterruptedException e) { }
    }
});
other.start();
System.out.println("fg");
other.join();"""))
    need(sorted(cell.printed().split("\n")) == sorted(["fg", *(f"bg {i}" for i in range(5)), ""]), short(cell.printed()))
    pool = done(kernel.run('java.util.stream.IntStream.range(0, 200).parallel().forEach(i -> System.out.println("n" + i));'))
    need(sorted(pool.printed().split()) == sorted(f"n{i}" for i in range(200)), len(pool.printed().split()), "of 200")


@check("output after the cell's end goes to the cell that began it")
def late(kernel):
    start = 'Thread later = new Thread(() -> { try { Thread.sleep(1200); } catch (InterruptedException e) { } System.out.println("late"); });\nlater.start();'
    began = time.monotonic()
    cell = done(kernel.run(start))
    parents = []
    while time.monotonic() - began < 6 and not parents:
        for channel, message in kernel.receive(50):
            if channel == "iopub" and message["msg_type"] == "stream" and "late" in message["content"]["text"]:
                parents.append(message["parent_header"]["msg_id"])
    need(parents, "it never came")
    need(parents[0] == cell.request, "it came for", parents[0], "not", cell.request)
    need(not cell.printed(), "came before its time")


@check("5 MB at once, as a result and as print")
def big(kernel):
    result = done(kernel.run('"x".repeat(5_000_000)', 40))
    printed = done(kernel.run('System.out.print("y".repeat(5_000_000));', 40))
    need(printed.printed() == "y" * 5_000_000, len(printed.printed()), "letters printed")
    need(kernel.answers(), "no answer afterwards")
    return f"result {len(result.result or ''):,} letters in {result.seconds:.2f} s, print in {printed.seconds:.2f} s"


READ = 'String typed = new java.util.Scanner(System.in).nextLine();\n"got:" + typed'


@check("a cell asks the user, twice")
def stdin(kernel):
    for line in ("typed नमस्ते 😀", "second"):
        cell = done(kernel.run(READ, answers=[line]))
        need(len(cell.prompts) == 1 and cell.result == "got:" + line, short(cell.result), cell.prompts)
    asked = done(kernel.run('input("Name? ") + "/" + password("Secret? ")', answers=["me", "hidden"]))
    need([(p["prompt"], p["password"]) for p in asked.prompts] == [("Name? ", False), ("Secret? ", True)], asked.prompts)
    need(asked.result == "me/hidden", short(asked.result))


@check("a question where nobody can be asked is an error")
def unattended(kernel):
    cell = done(kernel.run(READ, 10), "error")
    need(not cell.prompts, "it asked")
    return f"{cell.error['ename']}: {short(plain(cell.error['evalue']), 100)}"
