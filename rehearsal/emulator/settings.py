"""What the environment says about the emulator; launcher.py explains each variable."""

import math
import os
import sys
from dataclasses import dataclass


def _seconds(variable: str, default: float) -> float:
    given = os.environ.get(variable, str(default))
    try:
        seconds = float(given)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        sys.exit(f"{variable} is {given!r}: give a number of seconds, 0 or more")
    return seconds


@dataclass(frozen=True)
class Settings:
    """Durations in seconds; `machines`: the end of a machine is reported to us, it does not come by timer."""

    pending_seconds: float
    stopping_seconds: float
    detaching_seconds: float
    minute_seconds: float
    machines: bool


SETTINGS = Settings(
    pending_seconds=_seconds("CATNAP_PENDING_SECONDS", 2),
    stopping_seconds=_seconds("CATNAP_STOPPING_SECONDS", 2),
    detaching_seconds=_seconds("CATNAP_DETACHING_SECONDS", 1),
    minute_seconds=_seconds("CATNAP_MINUTE_SECONDS", 60),
    machines=os.environ.get("CATNAP_MACHINES") == "1",
)


def hide_from_functions() -> None:
    """Take our variables out of the environment, which every Lambda function inherits beside its own CATNAP_ ones."""
    for variable in [name for name in os.environ if name.startswith("CATNAP_")]:
        del os.environ[variable]
