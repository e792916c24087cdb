"""Our results in stock JJava, with one jar on its class path: stock.py KERNEL LOG."""
import sys

from client import Kernel, plain

# Code, the MIME types its result must have, a word that its text shows.
RESULTS = [
    ('Dhurandhar.model("gemma-4-e2b").context(32768).quant(4).on("pixel-10-pro")', {"text/html", "image/png", "text/plain"}, "RESIDENT"),
    ('Dhurandhar.model("gemma-4-e2b").context(32768).quant(4).onAll()', {"text/html", "text/plain"}, "pixel-10-pro"),
    ('model("gemma-4-e2b").context(32768).quant(4).footprint()', {"text/html", "image/png", "text/plain"}, "anonymous"),
    ('tech.tablesaw.api.Table.create("table", tech.tablesaw.api.IntColumn.create("number", 41, 42))', {"text/html", "text/plain"}, "42"),
    ('var chart = new org.knowm.xchart.XYChartBuilder().width(400).height(300).build();\nchart.addSeries("line", new double[] {1, 2}, new double[] {3, 4});\nchart', {"text/html", "image/png", "text/plain"}, ""),
    ("new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB)", {"image/png", "text/plain"}, ""),
    ("1 + 1", {"text/plain"}, "2"),
]


def main(name, log):
    failed = 0
    with open(log, "ab") as file, Kernel(name, file) as kernel:
        for code, types, word in RESULTS:
            cell = kernel.run(code, 60)
            data = cell.of("execute_result")[-1]["data"] if cell.of("execute_result") else {}
            missing = sorted(types - data.keys()) or (word not in str(data.get("text/plain")) and word)
            told = sorted(data) if not cell.error else plain(cell.error["traceback"])[:400]
            if missing:
                failed += 1
                print(f"FAIL {code[:80]}: lacks {missing}: {told}")
            else:
                print(f"ok   {code[:80]}: {', '.join(sorted(data))}")
    print(f"stock JJava: {len(RESULTS)} results, {failed} failed")
    return 1 if failed else 0


sys.exit(main(*sys.argv[1:]))
