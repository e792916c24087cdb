"""What a frontend asks beside running cells."""
import socket
import time

import psutil
from checks import check, done, need, short
from client import Late, plain
from jupyter_client.session import Session

COMPLETE = ["int x = 1;", "x + 1", "class A { }", "// c", "void f() { }", "int a = 1;\nint b = 2;", "record P(int x, int y) { }", 'String s = """\n  text\n  """;', "%time 1 + 1"]
INCOMPLETE = ["class A {", "void f() {", 'String s = """\n abc', "/* c", "1 +", "foo(1,", "for (int i = 0; i < 3; i++) {", "int a = 1;\nint b = ",
              "int a = 1;\nclass Z {\n  void m() {", "int[] a = {1, 2,", "if (true) {", 'model("gemma4-e2b")\n    .context(']
INVALID = ["int x = ;", ")", "}", "class 1A { }"]
STARTED_TEXT = ['String s = "abc', '"abc']

# Code with | for the cursor, the name that must be offered, what is typed of it
COMPLETIONS = [
    ('"abc".toUpperCase().tri|', "trim", "tri"), ("names.stream().fil|", "filter", "fil"), ("names.stream().map(s -> s.len|", "length", "len"),
    ('"abc".toUp| + 1', "toUpperCase", "toUp"), ("int y = 2;\nMath.ab|", "abs", "ab"), ("nam|", "names", "nam"), ("new ArrayLi|", "ArrayList", "ArrayLi"),
    ('model("gemma4-e2b").cont|', "context", "cont"), ('model("gemma4-e2b").context(32768).qua|', "quant", "qua"),
    ('model("gemma4-e2b").context(32768).quant(4).on("pixel-10-pro").feas|', "feasibility", "feas"),
    ('model("gemma4-e2b").|', "context", ""), ("%cla|", "classpath", "cla"),
    # Positions count characters as people do, not halves of them.
    ('var smile = "😀"; Math.ab|', "abs", "ab"), ('var smile = "😀😀"; Math.ab| + 1', "abs", "ab"),
]
INSPECTIONS = [
    ("Math.abs", "abs(int a)"), ("Math.abs(", "abs"), ('"x".strip', "strip"), ("names", "List<String>"), ("String", "String"),
    ('model("gemma4-e2b").context', "context(long tokens)"), ("Deployment", "Deployment"), ('var smile = "😀"; Math.abs', "abs"),
]


@check("kernel_info is whole")
def info(kernel):
    told = kernel.ask("kernel_info_request")
    for key in ("protocol_version", "implementation", "implementation_version", "banner", "help_links"):
        need(key in told, "kernel_info_reply lacks", key)
    need(told.get("status") == "ok", "status", told.get("status"))
    for key, wanted in {"name": "java", "version": "", "mimetype": "text/x-java-source", "file_extension": ".java"}.items():
        need(wanted in str(told["language_info"].get(key)).lower(), "language_info", key, told["language_info"].get(key))
    need(kernel.ask("kernel_info_request", channel="control").get("status") == "ok", "no answer on control")
    return f"protocol {told['protocol_version']}"


@check("counts agree, an error is told alike twice")
def counts(kernel):
    cell = done(kernel.run("40 + 2"))
    all_counts = {cell.reply["execution_count"], *(c["execution_count"] for c in cell.of("execute_input") + cell.of("execute_result"))}
    need(len(all_counts) == 1 and cell.of("execute_input"), "counts", all_counts, "inputs", cell.of("execute_input"))
    need([c["execution_state"] for c in cell.of("status")] == ["busy", "idle"], cell.of("status"))
    failed = done(kernel.run('throw new RuntimeException("boom");'), "error")
    for key in ("ename", "evalue", "traceback"):
        need(failed.reply.get(key) == failed.error.get(key), key, "differs between reply and message")
    need(failed.reply.get("execution_count") == cell.reply["execution_count"] + 1, "count of the failed cell", failed.reply.get("execution_count"))


@check("comm_info answers")
def comms(kernel):
    told = kernel.ask("comm_info_request")
    need(told.get("status") == "ok" and told.get("comms") == {}, short(told))


@check("a silent cell leaves no trace")
def silent(kernel):
    before = done(kernel.run("40 + 2")).reply["execution_count"]
    quiet = done(kernel.run('System.out.print("x"); 99 + 1', silent=True, store_history=False))
    shown = [kind for _, kind, _ in quiet.messages if kind in ("execute_result", "execute_input")]
    need(not shown, "published", shown)
    need(done(kernel.run("40 + 2")).reply["execution_count"] == before + 1, "it was counted")


@check("user_expressions are evaluated, one by one")
def expressions(kernel):
    done(kernel.run("int kept = 4242;"))
    told = done(kernel.run("1", user_expressions={"good": "kept + 1", "bad": "noSuchName"})).reply["user_expressions"]
    need(told["good"]["status"] == "ok" and told["good"]["data"]["text/plain"] == "4243", short(told))
    need(told["bad"]["status"] == "error" and "ename" in told["bad"], short(told))


@check("history is kept, by tail, range and search")
def history(kernel):
    for number in range(3):
        done(kernel.run(f"{number} + 1000"))
    tail = kernel.ask("history_request", hist_access_type="tail", n=3, raw=True, output=False)["history"]
    need([entry[2] for entry in tail] == [f"{number} + 1000" for number in range(3)], short(tail))
    found = kernel.ask("history_request", hist_access_type="search", pattern="1 + 10*", n=5, raw=True, output=False, unique=True)["history"]
    need([entry[2] for entry in found] == ["1 + 1000"], short(found))
    some = kernel.ask("history_request", hist_access_type="range", session=0, start=tail[0][1], stop=tail[1][1], raw=True, output=True)["history"]
    need(len(some) == 1 and some[0][2][0] == "0 + 1000", short(some))


@check("cells behind an error are aborted, unless they ask not to be")
def abort(kernel):
    boom = 'throw new RuntimeException("boom");'
    need([c.status for c in kernel.run_all([boom, "1", "2"])] == ["error", "aborted", "aborted"], "not aborted")
    need(kernel.answers(), "no answer afterwards")
    need([c.status for c in kernel.run_all([boom, "1"], stop_on_error=False)] == ["error", "ok"], "aborted against the wish")


@check("is_complete: whole, unfinished and wrong code")
def complete(kernel):
    wrong = []
    for samples, allowed in ((COMPLETE, ["complete"]), (INCOMPLETE, ["incomplete"]), (INVALID, ["invalid"]), (STARTED_TEXT, ["incomplete", "invalid"])):
        for code in samples:
            told = answer(kernel, "is_complete_request", code=code)
            if told.get("status") not in allowed:
                wrong.append(f"{short(code)} is {told.get('status')}")
    need(not wrong, f"{len(wrong)} wrong:", "; ".join(wrong))
    indent = kernel.ask("is_complete_request", code="class A {\n    void m() {").get("indent", "")
    need(indent.strip() == "" and indent, "no indent")
    return f"{len(COMPLETE + INCOMPLETE + INVALID + STARTED_TEXT)} samples"


def answer(kernel, kind, **content):
    try:
        return kernel.ask(kind, **content)
    except Late:
        return {}


@check("completion offers the name, and says what it replaces")
def completion(kernel):
    done(kernel.run('var names = java.util.List.of("x", "yy");'))
    wrong, slowest = [], 0
    for marked, wanted, typed in COMPLETIONS:
        at, code = marked.index("|"), marked.replace("|", "")
        told = answer(kernel, "complete_request", code=code, cursor_pos=at)
        made = [code[: told["cursor_start"]] + match + code[told["cursor_end"] :] for match in told.get("matches", [])]
        begins = code[: at - len(typed)] + wanted
        if not any(text.startswith(begins) for text in made) or told["cursor_end"] < at:
            wrong.append(f"{short(code)}: {short(told, 160)}")
        slowest = max(slowest, answer(kernel, "complete_request", code=code, cursor_pos=at).get("_seconds", 99))
    need(not wrong, f"{len(wrong)} of {len(COMPLETIONS)}:", "; ".join(wrong))
    need(kernel.ask("complete_request", code="", cursor_pos=0).get("status") == "ok", "nothing typed")
    return f"{len(COMPLETIONS)} samples, slowest {slowest * 1000:.0f} ms when asked again"


@check("inspection tells what stands at the cursor")
def inspection(kernel):
    done(kernel.run('var names = java.util.List.of("x", "yy");'))
    wrong = []
    for code, wanted in INSPECTIONS:
        told = answer(kernel, "inspect_request", code=code, cursor_pos=len(code), detail_level=0)
        if not told.get("found") or wanted not in plain(told["data"].get("text/plain", "")):
            wrong.append(f"{short(code)}: {short(told, 160)}")
    need(not wrong, f"{len(wrong)} of {len(INSPECTIONS)}:", "; ".join(wrong))
    need(kernel.ask("inspect_request", code="noSuchNameAnywhere", cursor_pos=5, detail_level=0).get("found") is False, "found what is not there")


@check("a message signed with another key gets no answer")
def signature(kernel):
    stranger = Session(key=b"another", session=kernel.client.session.session)
    request = stranger.msg("kernel_info_request", {})
    stranger.send(kernel.client.shell_channel.socket, request)
    end = time.monotonic() + 2
    while time.monotonic() < end:
        answered = [m for _, m in kernel.receive(50) if m["parent_header"].get("msg_id") == request["msg_id"]]
        need(not answered, "it was answered")
    need(kernel.answers(), "no answer to the right key")


@check("it listens where the connection file says, and nowhere else")
def addresses(kernel):
    told = kernel.manager.get_connection_info()
    wanted = {(told["ip"], told[name + "_port"]) for name in ("shell", "iopub", "stdin", "control", "hb")}
    found = {(c.laddr.ip.removeprefix("::ffff:"), c.laddr.port) for p in kernel.tree() for c in p.net_connections(kind="inet") if c.status == psutil.CONN_LISTEN}
    need(found == wanted, "listens at", sorted(found), "not", sorted(wanted))
    need(socket.inet_aton(told["ip"])[0] == 127, told["ip"])


@check("it rests when nothing is asked")
def idle(kernel):
    time.sleep(2)
    before = kernel.cpu()
    time.sleep(4)
    used = (kernel.cpu() - before) / 4
    need(used < 0.05, f"{used:.1%} of a core")
    return f"{used:.1%} of a core"
