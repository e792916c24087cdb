"""A Jupyter server that is running: found by the file it leaves in its runtime folder, used by REST and websocket."""
import json
import time
import urllib.request
import uuid
from pathlib import Path

import websocket


class Server:
    def __init__(self, url, token):
        self.url, self.token = url.rstrip("/"), token

    @classmethod
    def wait(cls, runtime, process, limit):
        """The first server that says in `runtime` that it runs and answers."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if process.poll() is not None:
                raise SystemExit(f"the server ended with {process.returncode}")
            for file in Path(runtime).glob("jpserver-*.json"):
                try:
                    told = json.loads(file.read_text())
                    server = cls(told["url"].replace("localhost", "127.0.0.1"), told["token"])
                    server.ask("GET", "/api/status")
                    return server
                except (ValueError, KeyError, OSError):
                    pass  # it is being written, or not yet listening
            time.sleep(0.2)
        raise SystemExit(f"no server within {limit} s")

    def ask(self, method, path, content=None):
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(self.url + path, data, {"Authorization": "token " + self.token, "Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as reply:
            text = reply.read()
        return json.loads(text) if text else None

    def evaluate(self, kernel_name, code, limit=60):
        """Starts a kernel, runs one cell over the websocket; what it shows as text."""
        kernel = self.ask("POST", "/api/kernels", {"name": kernel_name})["id"]
        socket = websocket.create_connection(f"{self.url.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels", timeout=limit, header=["Authorization: token " + self.token])
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "username": "", "session": uuid.uuid4().hex, "version": "5.3", "date": ""}
        content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        socket.send(json.dumps({"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}))
        shown, end = None, time.monotonic() + limit
        while time.monotonic() < end:
            message = json.loads(socket.recv())
            if message["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            if message["msg_type"] == "error":
                raise SystemExit(f"{code}: {message['content']['ename']}: {message['content']['evalue']}")
            if message["msg_type"] == "execute_result":
                shown = message["content"]["data"]["text/plain"]
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                socket.close()
                return shown
        raise SystemExit(f"{code}: no end within {limit} s")
