"""What someone gets who has nothing but a JDK and Python: opened.py WORK. An empty HOME, no Jupyter on the PATH, `./dhurandhar lab`."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
from paths import without
from server import Server

ROOT = Path(__file__).resolve().parents[2]


def main(work):
    room = Path(work) / "opened"
    shutil.rmtree(room, ignore_errors=True)
    home = room / "home"
    home.mkdir(parents=True)
    # Downloads are shared: what is tried here is our part, not the network.
    downloads = subprocess.run([sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=True).stdout.strip()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG_", "VIRTUAL_ENV", "PYTHON", "IPYTHON"))}
    environment = kept | {"HOME": str(home), "PATH": without(room / "bin", "jupyter"), "PIP_CACHE_DIR": downloads, "JUPYTER_RUNTIME_DIR": str(room / "runtime")}
    if shutil.which("jupyter", path=environment["PATH"]):
        raise SystemExit("there is a jupyter on the PATH")
    began = time.monotonic()
    with open(room / "lab.log", "wb") as log:
        process = subprocess.Popen([ROOT / "dhurandhar", "lab", "--", "--no-browser", "--port=0"], env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=room, start_new_session=True)
        try:
            server = Server.wait(room / "runtime", process, 400)
            up = time.monotonic() - began
            specs = server.ask("GET", "/api/kernelspecs")["kernelspecs"]
            if "dhurandhar" not in specs:
                raise SystemExit(f"kernels: {sorted(specs)}")
            shown = server.evaluate("dhurandhar", 'model("gemma-4-e2b").context(32768).quant(4).on("pixel-10-pro")')
            if "RESIDENT" not in str(shown):
                raise SystemExit(f"the cell shows {shown}")
            names = [entry["name"] for entry in server.ask("GET", "/api/contents")["content"]]
            first = psutil.Process(process.pid)
            all_of_it = [first, *first.children(recursive=True)]
            server.ask("POST", "/api/shutdown")
            process.wait(30)
            _, left = psutil.wait_procs(all_of_it, timeout=10)
            if left:
                raise SystemExit(f"{len(left)} of {len(all_of_it)} processes are left: {[p.cmdline()[:3] for p in left]}")
        finally:
            if process.poll() is None:
                for child in psutil.Process(process.pid).children(recursive=True):
                    child.kill()
                process.kill()
    print(f"dhurandhar lab: JupyterLab made and up in {up:.0f} s with {len(names)} files, a cell run in {time.monotonic() - began:.0f} s, nothing left")


main(*sys.argv[1:])
