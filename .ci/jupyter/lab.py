"""JupyterLab in Chromium: lab.py FOLDER OUT [NOTEBOOK...]. Each notebook is looked at unrun as a stranger's, then run in light and dark."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

from server import Server

HERE = Path(__file__).parent


def main(folder, out, *names):
    folder, out = Path(folder), Path(out)
    rooms = out / "lab"
    shutil.rmtree(rooms, ignore_errors=True)
    shutil.copytree(folder, rooms)
    for file in Path(os.environ["JUPYTER_RUNTIME_DIR"]).glob("jpserver-*"):
        file.unlink()
    names = names or sorted(path.name for path in folder.glob("*.ipynb"))
    with open(out / "jupyterlab.log", "wb") as log:
        process = subprocess.Popen(
            ["jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", f"--ServerApp.root_dir={rooms}", "--expose-app-in-browser", "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
            stdout=log, stderr=log)
        try:
            server = Server.wait(os.environ["JUPYTER_RUNTIME_DIR"], process, 60)
            failed = sum([look(server, name, mode, rooms, out) for name in names for mode in ("untrusted", "light", "dark")])
        finally:
            process.terminate()
            process.wait(20)
    print(f"{len(names)} notebooks in JupyterLab, {failed} of {3 * len(names)} looks failed; screenshots: {out}")
    return 1 if failed or not names else 0


def look(server, name, mode, rooms, out):
    expected = out / f"{Path(name).stem}.json"
    expected.write_bytes(subprocess.run([sys.executable, HERE / "notebooks.py", "count", rooms / name], check=True, capture_output=True).stdout)
    screenshot = out / f"{Path(name).stem}-{mode}.png"
    return subprocess.run(["node", HERE / "lab.mjs", server.url, server.token, name, mode, screenshot, expected], timeout=400).returncode != 0


sys.exit(main(*sys.argv[1:]))
