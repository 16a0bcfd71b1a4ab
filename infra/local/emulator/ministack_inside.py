"""Everything that touches MiniStack's inside, for the one release that was read: another release is refused.

How it calls functions is in ministack_calls.py. What the two give is told in journal.py and snapshots.py, which know
nothing of MiniStack.
"""

import contextlib
import copy
import functools
import importlib.metadata
import json
import sys
import threading
import types

PINNED = "1.5.33"
installed = importlib.metadata.version("ministack")
if installed != PINNED:
    sys.exit(f"the emulator's inside was read for ministack {PINNED}, found {installed}: run the install step again")

import ministack.app as gateway
from ministack.core import persistence
from ministack.core.responses import request_scope
from ministack.services import cognito, dynamodb, lambda_svc, ses, stepfunctions

# Loaded code and logs change with a deployment or do not matter after a crash; the rest changes with every job.
SETTLED = frozenset({"lambda", "cloudwatch_logs", "cloudformation", "iam", "s3", "apigateway", "ecr"})
# Nothing below writes to what get_state hands out, so dumping needs no copy of it.
DUMPED_IN_PLACE = (dynamodb, stepfunctions)
KEPT_EXECUTIONS = 400
KEPT_MAILS = 500
KEPT_LOG_LINES = 200

_writes = threading.RLock()
_collecting = threading.local()


def wrap_app(wrapper):
    gateway.app = wrapper(gateway.app)


def run():
    gateway.main()


def on_start(restore):
    """Calls restore() after MiniStack has read its own state, before it answers."""
    load = gateway._load_persisted_state

    def load_and_restore():
        load()
        restore()

    gateway._load_persisted_state = load_and_restore


def on_stop(save):
    gateway.save_all = lambda _services: save()


def show_sign_in_by(page):
    """Has page(title, heading, body) make every page of the hosted sign-in; body is the form, its data escaped."""
    cognito._page_shell = page


def refill_sign_in_by(refill):
    """Has refill(page, name) make the sign-in page that follows a refusal; MiniStack forgets the name."""
    judge, show = cognito._authenticate_hosted_ui_user, cognito._login_page_html
    typed = threading.local()

    def judged(pool, username, password):
        typed.name = username
        return judge(pool, username, password)

    def shown(*args, error_message="", **named):
        page = show(*args, error_message=error_message, **named)
        return refill(page, typed.name) if error_message else page

    cognito._authenticate_hosted_ui_user = judged
    cognito._login_page_html = shown


# --- DynamoDB: every change of an item, in the order it happened -------------------------------------------------


def on_item_changes(record):
    """Calls record(changes) for each write call before it is answered; one call's changes come together.

    A change is {"table": [account, region, name], "put": item} or {..., "delete": key}. Workflows write from their own
    threads, so one lock puts all writes in a row.
    """
    emit = dynamodb._emit_stream_event

    def emitted(table_name, event_name, old_item, new_item, *rest, **named):
        table = dynamodb._tables.get(table_name)
        if table is not None and getattr(_collecting, "changes", None) is not None:
            where = [dynamodb.get_account_id(), dynamodb.get_region(), table_name]
            keys = [k for k in (table["pk_name"], table["sk_name"]) if k]
            change = {"delete": {k: old_item[k] for k in keys}} if new_item is None else {"put": new_item}
            _collecting.changes.append({"table": where, **change})
        return emit(table_name, event_name, old_item, new_item, *rest, **named)

    def recorded(write):
        @functools.wraps(write)
        def call(*args, **named):
            with _writes:
                _collecting.changes = []
                try:
                    answer = write(*args, **named)
                    if _collecting.changes:
                        record(_collecting.changes)
                    return answer
                finally:
                    _collecting.changes = None

        return call

    dynamodb._emit_stream_event = emitted
    for name in ("_put_item", "_update_item", "_delete_item", "_batch_write_item", "_transact_write_items"):
        setattr(dynamodb, name, recorded(getattr(dynamodb, name)))


def on_mails(record):
    """Calls record(changes) for each mail before its sending is answered; a change is {"mail": ..., "box": [...]}."""

    class Box(list):
        def append(self, mail):
            super().append(mail)
            record([{"mail": mail, "box": [dynamodb.get_account_id(), dynamodb.get_region()]}])

    find = ses._sent_emails_list

    def find_box():
        box = find()
        if not isinstance(box, Box):
            box = ses._sent_emails["entries"] = Box(box)
        return box

    ses._sent_emails_list = find_box
    if "ministack.services.ses_v2" in sys.modules:
        sys.modules["ministack.services.ses_v2"]._sent_emails_list = find_box


def replay(change):
    """Does the change again. A table's stream sees its items again: consumers get them at least once, as in AWS."""
    return _replay_mail(change) if "mail" in change else _replay_item(change)


def _replay_mail(change):
    with request_scope(*change["box"]):
        box = ses._sent_emails_list()
        if all(mail["MessageId"] != change["mail"]["MessageId"] for mail in box):
            list.append(box, change["mail"])
    return True


def _replay_item(change):
    account, region, name = change["table"]
    with request_scope(account, region):
        if "put" in change:
            status = dynamodb._put_item.__wrapped__({"TableName": name, "Item": change["put"]})[0]
        else:
            status = dynamodb._delete_item.__wrapped__({"TableName": name, "Key": change["delete"]})[0]
    return status == 200


# --- State: what is dumped, and how -------------------------------------------------------------------------------


@contextlib.contextmanager
def writes_held():
    """No item changes while this is held, by a request, a workflow or the expiry of items."""
    with _writes, dynamodb._lock:
        yield


def dump_services(settled):
    """{file name: JSON text} of the services' state; with settled=False only of those that change with every job."""
    _forget_old()
    texts = {}
    for name, get_state in gateway._build_persistence_save_dict().items():
        if settled or name not in SETTLED:
            state = _steady(get_state)
            if state is not None:
                texts[f"{name}.json"] = _text(name, state)
    return texts


def _steady(get_state, tries=5):
    for left in reversed(range(tries)):
        try:
            return _without_copies(get_state)
        except RuntimeError:  # a workflow's thread grew a dict under our feet
            if not left:
                raise


def _without_copies(get_state):
    module = next((m for m in DUMPED_IN_PLACE if m.get_state is get_state), None)
    if module is None:
        return get_state()
    module.copy = types.SimpleNamespace(deepcopy=lambda value: value, copy=copy.copy)
    try:
        # Dumped and read back is a copy too, and the cheapest there is.
        return get_state()
    finally:
        module.copy = copy


def _text(name, state):
    # json.dumps runs in C, json.dump (which MiniStack uses) does not: 5 times faster.
    version = persistence._state_format_version(name)
    wrapped = {"__ministack_format__": version, "payload": state}
    for _ in range(5):
        try:
            return json.dumps(wrapped, default=persistence._json_default)
        except RuntimeError:
            continue
    raise RuntimeError(f"{name} would not hold still")


def _forget_old():
    ended = [(e.get("stopDate") or "", key) for key, e in list(stepfunctions._executions._data.items())
             if e.get("status") != "RUNNING"]
    for _, key in sorted(ended, key=lambda pair: str(pair[0]))[:-KEPT_EXECUTIONS or None]:
        stepfunctions._executions._data.pop(key, None)
    logs = sys.modules.get("ministack.services.cloudwatch_logs")
    for group in list(logs._log_groups._data.values()) if logs else []:
        for stream in list(group.get("streams", {}).values()):
            events = stream.get("events")
            if isinstance(events, list) and len(events) > KEPT_LOG_LINES:
                del events[:-KEPT_LOG_LINES]


def dump_extras():
    """What MiniStack itself forgets at a stop: mail that was sent, and stream records that no consumer has had yet."""
    ends = {"\0".join(key): len(records) + dynamodb._stream_trimmed._data.get(key, 0)
            for key, records in dynamodb._stream_records._data.items()}
    behind = {}
    for (account, region, esm_id), position in list(lambda_svc._dynamodb_stream_positions._data.items()):
        source = _stream_source(account, region, esm_id)
        if source in ends:
            behind.setdefault(source, {})[esm_id] = max(0, ends[source] - position)
    streams = {}
    for source, consumers in behind.items():
        most = max(consumers.values())
        if most:
            records = dynamodb._stream_records._data[tuple(source.split("\0"))][-most:]
            streams[source] = {"records": records, "behind": consumers}
    mails = {"\0".join(key): list(sent)[-KEPT_MAILS:] for key, sent in ses._sent_emails._data.items()}
    return json.dumps({"streams": streams, "mails": mails}, default=persistence._json_default)


def restore_extras(text):
    saved = {"streams": {}, "mails": {}, **json.loads(text, object_hook=persistence._json_object_hook)}
    for key, sent in saved["mails"].items():
        ses._sent_emails._data[tuple(key.split("\0"))] = sent
    for source, stream in saved["streams"].items():
        dynamodb._stream_records._data[tuple(source.split("\0"))] = stream["records"]
    # MiniStack restores positions but not the records they count, and would skip as many new ones.
    for account, region, esm_id in list(lambda_svc._esms._data):
        stream = saved["streams"].get(_stream_source(account, region, esm_id))
        waiting = len(stream["records"]) - stream["behind"].get(esm_id, 0) if stream else 0
        lambda_svc._dynamodb_stream_positions._data[(account, region, esm_id)] = waiting


def _stream_source(account, region, esm_id):
    esm = lambda_svc._esms._data.get((account, region, esm_id)) or {}
    arn = esm.get("EventSourceArn", "")
    name = arn.split(":table/")[1].split("/")[0] if ":table/" in arn else ""
    return f"{account}\0{region}\0{name}"
