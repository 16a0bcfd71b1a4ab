"""Changes since the last snapshot, a line each, on disk before their answer goes out.

A line holds items as they are after the change, so reading it twice, or onto a snapshot that has it already, alters
nothing. `write` reaches the kernel, which outlives a kill -9 of this process; `settle` makes it outlive the machine.
"""

import json
import os
import pathlib
import threading


class Journal:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = threading.Lock()
        self.number = max([_number(p) for p in self.files()], default=0)
        self.handle = None
        self.unsettled = False

    def files(self):
        return sorted(self.folder.glob("*.jsonl"), key=_number)

    def append(self, changes):
        line = json.dumps(changes, separators=(",", ":")).encode() + b"\n"
        with self.lock:
            if self.handle is None:
                self._open_next()
            view = memoryview(line)
            while view:
                view = view[os.write(self.handle, view):]
            self.unsettled = True

    def start_next(self):
        """From here on lines go to a new file. Returns the files that the snapshot now taken makes superfluous."""
        with self.lock:
            old = self.files()
            if self.handle is not None:
                os.close(self.handle)
                self.handle = None
            return old

    def settle(self):
        with self.lock:
            if self.unsettled and self.handle is not None:
                os.fsync(self.handle)
            self.unsettled = False

    def read(self):
        """Every whole line; a torn last one was never answered for."""
        for path in self.files():
            for line in path.read_bytes().split(b"\n")[:-1]:
                try:
                    yield json.loads(line)
                except ValueError:
                    break

    def _open_next(self):
        self.number += 1
        path = self.folder / f"{self.number}.jsonl"
        self.handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)


def _number(path):
    return int(path.stem)
