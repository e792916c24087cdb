"""A kernel process and a client that never waits longer than it is told.

Replies are matched by the request they answer; times are seconds since that request was sent.
"""
import os
import re
import time
from dataclasses import dataclass, field

import psutil
import zmq
from jupyter_client.manager import KernelManager


class Late(Exception):
    """Something did not come in time."""


def plain(text):
    """Text, or lines of it, without terminal colours."""
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", "\n".join(text) if isinstance(text, list) else str(text))


@dataclass
class Cell:
    """What a request to execute brought."""

    code: str
    request: str = ""  # its message's id
    reply: dict | None = None
    replied: float | None = None
    idle: float | None = None
    messages: list = field(default_factory=list)  # (seconds, type, content) of this cell
    prompts: list = field(default_factory=list)  # what it asked the user

    @property
    def seconds(self):
        """Until both the reply and idle had come, or None."""
        return None if self.replied is None or self.idle is None else max(self.replied, self.idle)

    @property
    def status(self):
        return self.reply and self.reply["status"]

    def of(self, kind):
        return [content for _, its_kind, content in self.messages if its_kind == kind]

    def printed(self, name="stdout"):
        return "".join(content["text"] for content in self.of("stream") if content["name"] == name)

    @property
    def result(self):
        found = self.of("execute_result")
        return found[-1]["data"].get("text/plain") if found else None

    @property
    def error(self):
        found = self.of("error")
        return found[-1] if found else None


class Kernel:
    """A kernel process by the name of its kernelspec; ends with the `with` block, whatever its state."""

    def __init__(self, name, log=None, settle=True):
        self.name, self.log, self.client = name, log or open(os.devnull, "ab"), None
        self.settle = settle  # whether to wait until it is quiet, once it answers
        self.seen = {}  # processes by their number
        self.others = []  # messages that belong to no running request

    def __enter__(self):
        self.began = time.perf_counter()
        try:
            self.launch()
            self.ready = self.connect(self.began)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.tree()
        try:
            if self.client:
                self.client.stop_channels()
            self.manager.shutdown_kernel(now=True)
        finally:
            for process in self.left():
                process.kill()

    def launch(self):
        self.manager = KernelManager(kernel_name=self.name)
        self.manager.start_kernel(stdout=self.log, stderr=self.log)

    def connect(self, began, limit=60):
        """Opens the channels; seconds from `began` to the first kernel_info_reply."""
        self.client = self.manager.client()
        self.client.start_channels(hb=False)
        self.poller = zmq.Poller()
        self.channels = {getattr(self.client, name + "_channel").socket: name for name in ("shell", "iopub", "stdin", "control")}
        for socket in self.channels:
            self.poller.register(socket, zmq.POLLIN)
        end, asked, ready, subscribed = time.monotonic() + limit, 0.0, None, False
        while ready is None or not subscribed:
            if time.monotonic() > end or not self.manager.is_alive():
                raise Late(f"no kernel_info_reply within {limit} s, process {'alive' if self.manager.is_alive() else 'gone'}")
            if time.monotonic() - asked > 1:
                self.client.kernel_info()
                asked = time.monotonic()
            for channel, message in self.receive(20):
                subscribed |= channel == "iopub"
                if channel == "shell" and ready is None:
                    ready, self.info, asked = time.perf_counter() - began, message["content"], 0.0 if not subscribed else asked
        if self.settle:
            self.drain()
        return ready

    # Processes

    @property
    def root(self):
        return self.manager.provisioner.process.pid

    def tree(self):
        """Its processes now; what was seen is remembered for left()."""
        try:
            first = psutil.Process(self.root)
            now = [first, *first.children(recursive=True)]
        except (psutil.Error, AttributeError):
            return []
        self.seen |= {process.pid: process for process in now}
        return now

    def left(self):
        """Processes of this kernel that still run."""
        process = getattr(self.manager.provisioner, "process", None)
        if process:
            process.poll()
        return [process for process in self.seen.values() if running(process)]

    def cpu(self):
        return sum(sum(process.cpu_times()[:2]) for process in self.tree())

    def memory(self):
        """Resident MiB of all its processes."""
        return sum(process.memory_info().rss for process in self.tree()) / 2**20

    # Messages

    def receive(self, milliseconds):
        got = []
        for socket, _ in self.poller.poll(milliseconds):
            for _ in range(500):
                try:
                    _, message = self.client.session.recv(socket, mode=zmq.NOBLOCK)
                except zmq.Again:
                    break
                if message is None:
                    break
                got.append((self.channels[socket], message))
        return got

    def drain(self, quiet=0.15, most=3):
        end = time.monotonic() + most
        while time.monotonic() < end and self.receive(int(quiet * 1000)):
            pass

    def run(self, code, limit=20, **options):
        """Executes a cell and waits for its end, or until the limit: look at `seconds`."""
        return self.run_all([code], limit, **options)[0]

    def run_all(self, codes, limit=20, answers=None, meanwhile=None, **options):
        """Sends all cells at once. `meanwhile(seconds)` is called all the time."""
        began = time.perf_counter()
        options.setdefault("allow_stdin", answers is not None)
        cells = {}
        for code in codes:
            request = self.client.execute(code, **options)
            cells[request] = Cell(code, request)
        answers, half = list(answers or []), None
        while time.perf_counter() - began < limit and any(cell.seconds is None for cell in cells.values()):
            now = time.perf_counter() - began
            if meanwhile:
                meanwhile(now)
            # One of the two came: the other will not come much later.
            if all((cell.replied is None) != (cell.idle is None) for cell in cells.values() if cell.seconds is None):
                half = half or now
                if now - half > 3:
                    break
            else:
                half = None
            for channel, message in self.receive(20):
                self.take(cells, channel, message, time.perf_counter() - began, answers)
        return list(cells.values())

    def take(self, cells, channel, message, now, answers):
        kind, content = message["msg_type"], message["content"]
        cell = cells.get(message["parent_header"].get("msg_id"))
        if cell is None:
            self.others.append((kind, content, message["parent_header"].get("msg_id")))
        elif kind == "execute_reply":
            cell.reply, cell.replied = content, now
        elif kind == "input_request":
            cell.prompts.append(content)
            self.client.input(answers.pop(0) if answers else "")
        elif kind == "status":
            if content["execution_state"] == "idle":
                cell.idle = now
            cell.messages.append((now, kind, content))
        elif channel == "iopub":
            cell.messages.append((now, kind, content))

    def ask(self, kind, limit=10, channel="shell", **content):
        """Any other request; its reply's content, with the seconds it took under `_seconds`."""
        began = time.perf_counter()
        request = self.client.session.msg(kind, content)
        getattr(self.client, channel + "_channel").send(request)
        while time.perf_counter() - began < limit:
            for where, message in self.receive(20):
                if where == channel and message["parent_header"].get("msg_id") == request["msg_id"]:
                    return message["content"] | {"_seconds": time.perf_counter() - began}
        raise Late(f"no reply to {kind} within {limit} s")

    def answers(self):
        """Whether a cell still works."""
        self.drain(0.05)
        return self.manager.is_alive() and self.run("40 + 2", 10).result == "42"


def running(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
