"""MiniStack as Reelmill runs it at home: fenced, its state saved while it runs, item writes journalled."""

import asyncio
import json
import os
import pathlib
import time
from urllib.parse import parse_qs

import ministack_calls as calls
import ministack_inside as inside
import sign_in
from fence import fenced
from journal import Journal
from snapshots import Snapshots

state = pathlib.Path(os.environ["STATE_DIR"])
state.mkdir(parents=True, exist_ok=True)
hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")
         for port in (os.environ["GATEWAY_PORT"], os.environ["REELMILL_DOOR_PORT"])}
# What comes often and changes nothing worth a snapshot.
QUIET = (b"AmazonSQS.ReceiveMessage", b"DynamoDB_20120810.GetItem", b"DynamoDB_20120810.Query")

journal = Journal(state / "journal")
snapshots = Snapshots(str(state), journal, inside)


def restore():
    started = time.monotonic()
    saved = state / "reelmill.extras"
    extras = json.loads(saved.read_text()) if saved.exists() else {}
    snapshots.mark = extras.get("mark")
    inside.restore_extras(extras.get("inside", "{}"))
    results = [inside.replay(change) for changes in journal.read() for change in changes]
    journal_lines = f"{results.count(True)} changes replayed, {results.count(False)} without a table"
    print(f"{journal_lines}, {time.monotonic() - started:.2f} s", flush=True)


def changes_state(scope):
    return scope["method"] not in ("GET", "HEAD") and dict(scope["headers"]).get(b"x-amz-target") not in QUIET


def saved(inner):
    """Starts the saver with the first request, marks what changes state, and saves all when asked to."""
    started = []

    async def app(scope, receive, send):
        if scope["type"] == "http":
            if not started:
                started.append(asyncio.create_task(snapshots.keep_taking()))
            if scope["path"] == "/_reelmill/save" and scope["method"] == "POST":
                snapshots.mark = parse_qs(scope["query_string"].decode()).get("mark", [snapshots.mark])[0]
                await snapshots.take(settled=True)
            if scope["path"].startswith("/_reelmill/"):
                await answer(send, {"mark": snapshots.mark, "snapshotSeconds": round(snapshots.cost, 3)})
                return
        await inner(scope, receive, send)
        if scope["type"] == "http" and changes_state(scope):
            snapshots.changed = True

    return app


async def answer(send, body):
    text = json.dumps(body).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": text})


inside.on_start(restore)
inside.on_stop(snapshots.take_at_stop)
inside.on_item_changes(journal.append)
inside.on_mails(journal.append)
calls.name_lambda_errors()
calls.retry_events()
inside.show_sign_in_by(sign_in.page)
inside.refill_sign_in_by(sign_in.refill)
calls.bound_lambdas(int(os.environ.get("REELMILL_LAMBDAS_AT_ONCE", "16")))
inside.wrap_app(saved)
inside.wrap_app(lambda inner: fenced(inner, hosts))
inside.run()
