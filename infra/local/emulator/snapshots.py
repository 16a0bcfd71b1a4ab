"""Writes the state while the emulator runs, so that a kill -9 costs a second or two of it, and of items nothing."""

import asyncio
import json
import os
import time

MOST_OF_THE_LOOP = 0.05
SHORTEST_SECONDS = 1.0
LONGEST_SECONDS = 15.0


def pause_after(cost_seconds):
    """Seconds until the next snapshot: dumping stops the emulator's loop, and may take a twentieth of its time."""
    return min(max(SHORTEST_SECONDS, cost_seconds / MOST_OF_THE_LOOP), 60.0)


class Snapshots:
    def __init__(self, folder, journal, inside):
        self.folder, self.journal, self.inside = folder, journal, inside
        self.mark = None
        self.written = {}
        self.changed = False
        self.cost = 0.0
        self.turn = asyncio.Lock()

    def dump(self, settled):
        started = time.monotonic()
        with self.inside.writes_held():
            texts = self.inside.dump_services(settled)
            texts["reelmill.extras"] = json.dumps({"mark": self.mark, "inside": self.inside.dump_extras()})
            done_with = self.journal.start_next()
        self.changed = False
        self.cost = time.monotonic() - started
        return texts, done_with

    def write(self, texts, done_with):
        for name, text in texts.items():
            mark = hash(text)
            if self.written.get(name) != mark:
                _replace(os.path.join(self.folder, name), text)
                self.written[name] = mark
        for path in done_with:
            path.unlink(missing_ok=True)

    async def take(self, settled=False):
        async with self.turn:
            texts, done_with = self.dump(settled)
            await asyncio.to_thread(self.write, texts, done_with)

    def take_at_stop(self):
        self.write(*self.dump(settled=True))

    async def keep_taking(self):
        last = time.monotonic()
        while True:
            await asyncio.sleep(pause_after(self.cost))
            await asyncio.to_thread(self.journal.settle)
            if self.changed or time.monotonic() - last > LONGEST_SECONDS:
                try:
                    await self.take()
                except Exception as failure:  # the journal goes on; the next one may succeed
                    print(f"snapshot failed: {failure!r}", flush=True)
                last = time.monotonic()


def _replace(path, text):
    with open(path + ".new", "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)
