"""Work on MiniStack's event loop.

MiniStack answers every request on one loop, but CloudFormation types that wait run in threads of their own.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from ministack import app

T = TypeVar("T")


def on_loop(function: Callable[..., T], *arguments) -> T:
    """Call from a thread what belongs on the loop, in this thread's account and region, and give its result."""

    async def call() -> T:
        return function(*arguments)

    return asyncio.run_coroutine_threadsafe(call(), app._MAIN_LOOP).result()


def later(seconds: float, function: Callable[..., None], *arguments) -> asyncio.TimerHandle:
    """Call from the loop, after some seconds, in today's account and region."""
    return asyncio.get_running_loop().call_later(seconds, function, *arguments)
