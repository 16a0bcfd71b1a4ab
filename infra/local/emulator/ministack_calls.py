"""How MiniStack calls functions: as AWS does it, and no more at once than the machine bears."""

import json
import sys
import threading
import time

import ministack_inside  # refuses a release that was not read
from ministack.core import lambda_runtime
from ministack.services import eventbridge, lambda_svc

# --- Events: tried again, and kept when given up ------------------------------------------------------------------


def retry_events():
    """A rule's call of a function is tried again and then goes where the function's failures go, as Lambda does it.

    MiniStack has that for other sources; a rule's call it makes once.
    """

    def dispatch(arn, payload):
        func, config, _name = lambda_svc._get_func_record_for_ref(arn)
        if config:
            record = lambda_svc._execution_record_for_config(func, config)
            lambda_svc.invoke_async_with_retry(record, json.loads(payload))

    eventbridge._dispatch_to_lambda = dispatch


# --- Errors: as AWS names them -----------------------------------------------------------------------------


def name_lambda_errors():
    """A Node function's error keeps its name, which Retry and Catch match on; MiniStack has one name for all."""
    told = "error: String(err.message || err), trace"
    if told not in lambda_runtime._NODEJS_WORKER_SCRIPT:
        sys.exit("ministack's Node worker tells of errors in another way than the one that was read")
    named = lambda_runtime._NODEJS_WORKER_SCRIPT.replace(told, f"errorType: err.name, {told}")
    lambda_runtime._NODEJS_WORKER_SCRIPT = named
    last = threading.local()
    invoke, execute = lambda_runtime.Worker.invoke, lambda_svc._execute_function_warm

    def remembered(*args, **kwargs):
        answer = invoke(*args, **kwargs)
        last.error_type = answer.get("errorType")
        return answer

    def executed(*args, **kwargs):
        last.error_type = None
        answer = execute(*args, **kwargs)
        if answer.get("error") and last.error_type and isinstance(answer.get("body"), dict):
            answer["body"]["errorType"] = last.error_type
        return answer

    lambda_runtime.Worker.invoke = remembered
    lambda_svc._execute_function_warm = executed


# --- No more processes at once than the machine bears ------------------------------------------------------


def bound_lambdas(at_once, patience_seconds=20):
    """Calls beyond the bound wait instead of being refused; after the patience they run all the same, because the
    place may be held by the very function that called."""
    acquire = lambda_svc._acquire_execution_slot

    def waiting(func, config):
        deadline = time.monotonic() + patience_seconds
        if threading.current_thread() is not threading.main_thread():
            while lambda_svc._inflight_total >= at_once and time.monotonic() < deadline:
                time.sleep(0.02)
        return acquire(func, config)

    lambda_svc._acquire_execution_slot = waiting
