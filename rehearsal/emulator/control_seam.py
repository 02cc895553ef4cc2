"""What the AWS API has no request for: paths below `/_catnap/`, on the emulator's own address.

No credentials are asked for: the seam belongs to whoever started the emulator.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hypercorn.typing import ASGIFramework, ASGIReceiveCallable, ASGISendCallable, Scope

# The status, and what the body says as JSON; None: no body.
Answer = tuple[int, object]


class BadRequestError(Exception):
    """What was sent makes no sense; the message says what was given and what is allowed."""


@dataclass(frozen=True)
class Route:
    """A request, and what answers it.

    handle: called with the groups of `path`, then with what the body says if it `reads` one.
    """

    method: str
    path: re.Pattern[str]
    handle: Callable[..., Answer]
    reads: bool = False


def in_front_of(app: ASGIFramework, routes: tuple[Route, ...]) -> ASGIFramework:
    """Answer what begins with `/_catnap/` and leave everything else to `app`.

    A BadRequestError that a handler raises is answered by 400.
    """

    async def asgi(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/_catnap/"):
            await app(scope, receive, send)
            return
        try:
            status, answer = _answer(routes, scope["method"], scope["path"], await _body(receive))
        except BadRequestError as error:
            status, answer = 400, {"message": str(error)}
        body = b"" if answer is None else json.dumps(answer).encode()
        headers = [(b"content-length", str(len(body)).encode())]
        if body:
            headers.append((b"content-type", b"application/json"))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return asgi


async def _body(receive: ASGIReceiveCallable) -> bytes:
    body, more = b"", True
    while more:
        event = await receive()
        body += event.get("body", b"")
        more = event.get("more_body", False)
    return body


def _answer(routes: tuple[Route, ...], method: str, path: str, body: bytes) -> Answer:
    found = list(_matches(routes, path))
    if not found:
        known = ", ".join(sorted({route.path.pattern.replace("([^/]+)", "<id>") for route in routes}))
        return 404, {"message": f"{path} is unknown; there are {known}"}
    for route, groups in found:
        if route.method == method:
            return route.handle(*groups, *([_parse(body)] if route.reads else []))
    return 405, {"message": f"{method} given, {' or '.join(route.method for route, _ in found)} allowed"}


def _matches(routes: tuple[Route, ...], path: str) -> Iterator[tuple[Route, tuple[str, ...]]]:
    for route in routes:
        if match := route.path.fullmatch(path):
            yield route, match.groups()


def _parse(body: bytes) -> dict:
    try:
        given = json.loads(body)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise BadRequestError(f"the body is {body[:200].decode(errors='replace')!r}; give a JSON object")
    return given
