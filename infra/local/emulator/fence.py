"""Refuses what a web page could send. Loopback is open to every page in the machine's browser, and MiniStack answers
anyone with CORS `*`; SDKs, the CDK, Lambdas and the front door send neither Origin nor Sec-Fetch-Site, a page cannot
leave them out on a request that changes something, and a rebound DNS name shows in Host."""

CLOSED_PATHS = ("/_ministack/reset", "/_ministack/config")


def is_foreign(headers, path, hosts):
    return (
        b"origin" in headers
        or b"sec-fetch-site" in headers
        or headers.get(b"host", b"").decode("latin1").lower() not in hosts
        or path.startswith(CLOSED_PATHS)
    )


def fenced(inner, hosts):
    async def app(scope, receive, send):
        if scope["type"] in ("http", "websocket"):
            headers = {name.lower(): value for name, value in scope["headers"]}
            if is_foreign(headers, scope["path"], hosts):
                await _refuse(scope, send)
                return
        await inner(scope, receive, send)

    return app


async def _refuse(scope, send):
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send({"type": "http.response.start", "status": 403, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
