"""Cells and what they must bring: each group runs in one kernel, in order."""
import re

from checks import check, done, need, short
from client import plain


def cell(code, result=None, **expected):
    return code, {"result": result, **expected}


GROUPS = {
    "a class over several lines": [
        cell("class Point {\n  final int x;\n  final int y;\n\n  Point(int x, int y) {\n    this.x = x;\n    this.y = y;\n  }\n\n  int sum() {\n    return x + y;\n  }\n}"),
        cell("new Point(3, 4).sum()", "7"),
    ],
    "what is declared again replaces the old": [
        cell("int one() { return 1; }"), cell("int ten() { return one() * 10; }"), cell("ten()", "10"),
        cell("int one() { return 2; }"), cell("ten()", "20"),
        cell("var changing = 1;"), cell('var changing = "text";'), cell("changing", "text"),
        cell("class Version { int number() { return 1; } }"), cell("new Version().number()", "1"),
        cell("class Version { int number() { return 5; } }"), cell("new Version().number()", "5"),
        cell("interface Area { double of(double side); }\nArea square = side -> side * side;"), cell("square.of(3)", "9.0"),
    ],
    "a method names one that comes later": [
        cell("int first() { return later() + 1; }"), cell("int later() { return 41; }"), cell("first()", "42"),
    ],
    "Java of today": [
        cell('record Pair(int a, String b) { }\nnew Pair(1, "x")', "Pair[a=1, b=x]"),
        cell("sealed interface Shape permits Circle, Square { }\nrecord Circle(double r) implements Shape { }\nrecord Square(double s) implements Shape { }"),
        cell('Shape shape = new Square(3);\nString said = switch (shape) { case Circle(double r) -> "circle"; case Square(double s) -> "square " + s; };\nsaid', "square 3.0"),
        cell("import module java.base;\nList.of(1, 2).size()", "2"),
        cell('enum Colour { RED, GREEN }\nColour.valueOf("GREEN")', "GREEN"),
        cell('"""\n  two\n  lines\n  """.lines().count()', "2"),
        cell("<T extends Comparable<T>> T most(List<T> all) { return Collections.max(all); }\nmost(List.of(3, 9, 4))", "9"),
        cell("int total = 0;\nfor (int i = 0; i < 4; i++) {\n  total += i;\n}\ntotal", "6"),
        cell("int a = 1, b = 2;\n// a comment\na + b", "3"),
    ],
    "statements show nothing": [
        cell("int quiet = 3;", nothing=True), cell('System.out.print("");', nothing=True), cell("", nothing=True), cell("// only a comment", nothing=True),
    ],
    "standard error is apart from standard output": [
        cell('System.out.println("to-out"); System.err.println("to-err"); System.out.println("to-out-2");', printed="to-out\nto-out-2\n", warned="to-err\n"),
    ],
    "letters of all scripts": [
        cell('System.out.println("नमस्ते 😀 – ÅÉ");', printed="नमस्ते 😀 – ÅÉ\n"), cell('"नमस्ते 😀 – ÅÉ"', "नमस्ते 😀 – ÅÉ"), cell('"😀".length()', "2"),
    ],
    "an exception names itself and the cell's line": [
        cell('int a = 1;\nint b = 0;\nint c = a / b;\nSystem.out.println("never");', error="ArithmeticException", message="by zero", traceback=["a / b", r"\b3\b"], printed=""),
        cell('int deep(int n) {\n  if (n == 0) {\n    throw new IllegalStateException("deep down");\n  }\n  return deep(n - 1);\n}\ndeep(2);', error="IllegalStateException", message="deep down", traceback=["throw new IllegalStateException", r"\b3\b"]),
        cell("List.of(1, 2, 3).forEach(n -> {\n  if (n == 2) Integer.parseInt(\"x\" + n);\n});", error="NumberFormatException", message="x2", traceback=[r"\b2\b", "parseInt"]),
        cell('class Mine extends Exception { Mine(String s) { super(s); } }\nthrow new Mine("of my own");', error="Mine", message="of my own"),
        cell("String nothing = null;\nnothing.length();", error="NullPointerException", traceback=["nothing.length"]),
    ],
    "an exception shows its cause": [
        cell('throw new RuntimeException("outer", new java.io.IOException("inner"));', error="RuntimeException", message="outer", traceback=["inner", "IOException"]),
    ],
    "what ran before an exception stays": [
        cell('int before = 7;\nthrow new RuntimeException("x");\nint after = 8;', error="RuntimeException"), cell("before", "7"),
    ],
    "an error of the compiler shows the line and the reason": [
        cell("int fine = 1;\nString bad = 5;", error="", traceback=["String bad = 5", "incompatible types"]),
        cell("undefinedName + 1", error="", traceback=["undefinedName", "cannot find symbol"]),
        cell("int x = ;", error="", traceback=[r"int x = ;", "illegal start of expression"]),
    ],
    "an error of ours keeps its three lines": [
        cell('model("gemma4-e2")', error="", traceback=["gemma-4-e2b", "try:", "UnknownName"]),
        cell('model("gemma4-e2b").context(-5)', error="", traceback=["try:", "-5"]),
    ],
    "what an extension would show": [
        cell('display("<b>bold</b>", "text/html");', shows={"text/html": "<b>bold</b>"}),
        cell('String id = display("one");\nupdateDisplay(id, "two");', shows={"text/plain": "one"}, updates={"text/plain": "two"}),
        cell('System.out.print("gone"); clearOutput(); System.out.print("here");', cleared=False),
        cell("clearOutput(true);", cleared=True),
    ],
    "a magic nobody knows gives those that are known": [cell("%nosuchmagic", error="", traceback=["nosuchmagic", r"known:.*\btime\b.*\n", r"known:.*\bmaven\b"])],
    "magics people expect": [
        cell("%env PATH", seen="bin"), cell("%time 1 + 1", seen=r"\bm?s\b"), cell("%%time\nint timed = 5;\ntimed", "5", seen=r"\bm?s\b"),
        cell("%help", seen="%classpath"), cell("%classpath", seen="jar"),
    ],
    "the library is at hand": [
        cell('model("gemma4-e2b").context(32768).quant(4).on("pixel-10-pro")', seen="RESIDENT"),
        cell("models()", seen="gemma-4-e2b"), cell("devices()", seen="pixel-10-pro"),
        cell('jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.length() > 0', "true"),
        cell('new Throwable().getStackTrace().length > 0', "true"),
    ],
}


def compare(ran, expected):
    if "error" in expected:
        done(ran, "error")
        lines = plain(ran.error["traceback"])
        need(expected["error"] in ran.error["ename"], f"{short(ran.code)}: named {ran.error['ename']}")
        need(expected.get("message", "") in plain(ran.error["evalue"]), f"{short(ran.code)}: says {short(ran.error['evalue'])}")
        for wanted in expected.get("traceback", []):
            need(re.search(wanted, lines) or wanted in lines, f"{short(ran.code)}: traceback lacks {wanted}: {short(lines)}")
    else:
        done(ran)
    if expected["result"] is not None:
        need(ran.result == expected["result"], f"{short(ran.code)}: {short(ran.result)}, not {expected['result']}")
    outputs = [(kind, content) for _, kind, content in ran.messages if kind not in ("status", "execute_input")]
    if expected.get("nothing"):
        need(not outputs, f"{short(ran.code)}: shows {short(outputs)}")
    for key, name in (("printed", "stdout"), ("warned", "stderr")):
        if key in expected:
            need(ran.printed(name).replace("\r", "") == expected[key], f"{short(ran.code)}: {name} {short(ran.printed(name))}")
    for key, kind in (("shows", "display_data"), ("updates", "update_display_data")):
        for mime, wanted in expected.get(key, {}).items():
            need(any(wanted == content["data"].get(mime) for content in ran.of(kind)), f"{short(ran.code)}: no {kind} of {mime}: {short(outputs)}")
    if "updates" in expected:
        ids = {content["transient"].get("display_id") for content in ran.of("display_data") + ran.of("update_display_data")}
        need(len(ids) == 1 and None not in ids, f"{short(ran.code)}: display ids {ids}")
    if "shows" in expected:
        need(ran.result is None, f"{short(ran.code)}: shows {short(ran.result)}")
    if "cleared" in expected:
        need([content["wait"] for content in ran.of("clear_output")] == [expected["cleared"]], f"{short(ran.code)}: {short(outputs)}")
    if "seen" in expected:
        text = plain(str([content for _, content in outputs]))
        need(re.search(expected["seen"], text), f"{short(ran.code)}: {expected['seen']} is not in {short(text)}")


def add(name, cells):
    @check(name)
    def group(kernel):
        for code, expected in cells:
            compare(kernel.run(code, 30), expected)
        return f"{len(cells)} cells"


for group_name, its_cells in GROUPS.items():
    add(group_name, its_cells)
