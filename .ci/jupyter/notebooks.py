"""Notebooks run twice: by nbclient on the installed kernel, and without Python; both must bring the same.

    notebooks.py run NOTEBOOK KERNEL OUT          runs all cells by nbclient
    notebooks.py compare NBCLIENT OURS [MIME]     their outputs, up to ids and timings; of one form only where it is named
    notebooks.py count NOTEBOOK                   tables, figures and cells that its outputs hold, as JSON
"""
import difflib
import json
import re
import sys
from pathlib import Path

import nbclient
import nbformat

LIMIT = 300_000  # bytes a cell may show

# What differs from run to run though nothing is wrong.
PASSING = [
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "ID"),
    (re.compile(r"\b\d[\d,.]*\s?(ms|µs|us|ns|s|min|h)\b"), "TIME"),
    (re.compile(r"@[0-9a-f]{5,8}\b"), "@HASH"),
    (re.compile(r"/tmp/[\w./-]+"), "TEMPORARY"),
]
# A long job's progress shows itself only where it lasts: the other run may have been faster.
PROGRESS = re.compile(r"[^\n]+: [\d,]+ [\w ]+ done in [^\n]+")


def settled(text):
    for pattern, word in PASSING:
        text = pattern.sub(word, text)
    return text


def read(path):
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
        sys.exit(f"{path}: nbformat {notebook.nbformat}.{notebook.nbformat_minor}, not 4.5")
    return notebook


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def run(path, kernel, out):
    notebook = read(path)
    # Progress and prompts of a run elsewhere must not be taken for this one's.
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    nbclient.NotebookClient(notebook, timeout=300, kernel_name=kernel, resources={"metadata": {"path": str(Path(path).parent)}}).execute()
    nbformat.write(notebook, out)
    check_sizes(path, notebook)
    print(f"{Path(path).name}: {len(code_cells(notebook))} cells run by nbclient, largest output {largest(notebook):,} bytes")


def largest(notebook):
    return max((len(json.dumps(cell.outputs).encode()) for cell in code_cells(notebook)), default=0)


def check_sizes(path, notebook):
    for cell in code_cells(notebook):
        size = len(json.dumps(cell.outputs).encode())
        if size >= LIMIT:
            sys.exit(f"{path}: cell [{cell.execution_count}] shows {size:,} bytes, {LIMIT:,} are allowed: {cell.source[:100]}")
        for output in cell.outputs:
            if output.output_type == "error":
                sys.exit(f"{path}: cell [{cell.execution_count}] failed: {output.ename}: {output.evalue}")


def shape(cell, only):
    """What a cell shows, in a form that two runs share: neighbouring prints are one."""
    shown = []
    for output in cell.outputs:
        if PROGRESS.fullmatch(output.get("data", {}).get("text/plain", "")):
            continue
        if output.output_type == "stream" and shown and shown[-1][0] == ("stream", output.name):
            shown[-1][1] += output.text
        elif output.output_type == "stream":
            shown.append([("stream", output.name), output.text])
        elif output.output_type == "error":
            shown.append([("error",), f"{output.ename}: {output.evalue}"])
        else:
            bundle = {mime: data for mime, data in output.data.items() if only in (None, mime)}
            shown.append([(output.output_type,), json.dumps(bundle, indent=0, sort_keys=True, ensure_ascii=False)])
    return "".join(f"{kind}\n{settled(text)}\n" for kind, text in shown)


def compare(one, other, only=None):
    first, second = read(one), read(other)
    check_sizes(other, second)
    if [cell.source for cell in first.cells] != [cell.source for cell in second.cells]:
        sys.exit(f"{other}: other cells than {one}")
    for left, right in zip(code_cells(first), code_cells(second)):
        if left.execution_count != right.execution_count:
            sys.exit(f"{other}: a cell is numbered {right.execution_count}, not {left.execution_count}: {left.source[:100]}")
        mine, theirs = shape(left, only), shape(right, only)
        if mine != theirs:
            lines = difflib.unified_diff(mine.split("\n"), theirs.split("\n"), str(one), str(other), lineterm="", n=1)
            sys.exit(f"cell [{left.execution_count}] differs: {left.source[:200]}\n" + "\n".join(line[:300] for line in list(lines)[:20]))
    for key in ("name", "file_extension", "mimetype"):
        if first.metadata.language_info.get(key) != second.metadata.get("language_info", {}).get(key):
            sys.exit(f"{other}: language_info {key} is {second.metadata.get('language_info')}")
    print(f"{Path(other).name}: {len(code_cells(second))} cells alike")


def count(path):
    """Each code cell's tables and figures: a figure is an output with a picture, in whatever form."""
    cells = []
    for cell in code_cells(read(path)):
        tables = figures = 0
        for output in cell.outputs:
            data = output.get("data", {})
            html = "".join(data.get("text/html", ""))
            tables += len(re.findall(r"<table\b", html))
            pictures = len(re.findall(r"<figure\b", html)) or len(re.findall(r"<svg\b|<img\b", html))
            figures += pictures or ("image/png" in data or "image/svg+xml" in data)
        cells.append({"tables": tables, "figures": int(figures), "outputs": len(cell.outputs), "source": cell.source})
    print(json.dumps(cells))


if __name__ == "__main__":
    {"run": run, "compare": compare, "count": count}[sys.argv[1]](*sys.argv[2:])
