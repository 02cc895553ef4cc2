"""The control seam of faults: what EC2 and Auto Scaling are to refuse.

GET    /_catnap/faults   what is still to come, by action
POST   /_catnap/faults   sets what is wrong with actions, and leaves the others as they are; 204
DELETE /_catnap/faults   everything is right again; 204

    {"StartInstances": {"code": "InsufficientInstanceCapacity", "types": ["t3.medium"], "times": 2},
     "DescribeInstances": {"code": "RequestLimitExceeded", "times": 5}}

`RunInstances` befalls the launches of Auto Scaling groups too: {"code": "UnfulfillableCapacity", "market": "spot"}.

code      an error code of the service. `StartInstances` takes a code of patches/state_reasons.py too: the start is
          granted, and the instance is pending and then stopped for that reason
message   what the service says; default: that it was ordered here
types     only requests that name an instance of one of these types; default: all
zones     only instances in these zones; default: all
market    "spot" or "on-demand", only instances of this market; default: both
times     how many requests; default: all. An AWS SDK tries some codes again by itself, and each attempt is a request
"""

import re
from dataclasses import asdict

from ministack.services import autoscaling, ec2

from control_seam import Answer, BadRequestError, Route
from patches.faults import Fault, faults
from patches.markets import ON_DEMAND, SPOT
from patches.state_reasons import SAID

CODE = re.compile(r"[A-Z][A-Za-z]*(\.[A-Z][A-Za-z]*)*")
FIELDS = ("code", "message", "types", "zones", "market", "times")


def _fault(action: str, given: object) -> Fault:
    if action not in ec2._ACTION_MAP and action not in autoscaling._ACTION_MAP:
        raise BadRequestError(f"{action} is no action of EC2 or Auto Scaling that the emulator knows")
    if not isinstance(given, dict) or not set(given) <= set(FIELDS):
        raise BadRequestError(f"{action} has {given!r}; give an object of {', '.join(FIELDS)}")
    code, market, times = given.get("code"), given.get("market"), given.get("times")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise BadRequestError(f"the code of {action} is {code!r}; give one of the service's error codes")
    if code.startswith(("Client.", "Server.")) and not (action == "StartInstances" and code in SAID):
        raise BadRequestError(f"the code of {action} is {code!r}; StartInstances alone takes one of {', '.join(SAID)}")
    types = _names(action, "types", "instance types", given)
    zones = _names(action, "zones", "availability zones", given)
    if market not in (None, SPOT, ON_DEMAND):
        raise BadRequestError(f"the market of {action} is {market!r}; give {SPOT} or {ON_DEMAND}")
    if times is not None and (not isinstance(times, int) or isinstance(times, bool) or times < 1):
        raise BadRequestError(f"the times of {action} are {times!r}; give a whole number, 1 or more")
    message = str(given.get("message", "It was ordered at /_catnap/faults."))
    return Fault(code, message, types, zones, market, times)


def _names(action: str, field: str, what: str, given: dict) -> tuple[str, ...]:
    names = given.get(field, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadRequestError(f"the {field} of {action} are {names!r}; give a list of {what}")
    return tuple(names)


def _show() -> Answer:
    return 200, {action: asdict(fault) for action, fault in faults.items()}


def _set(given: dict) -> Answer:
    faults.update({action: _fault(action, fault) for action, fault in given.items()})
    return 204, None


def _clear() -> Answer:
    faults.clear()
    return 204, None


PATH = re.compile(r"/_catnap/faults")
ROUTES = (
    Route("GET", PATH, _show),
    Route("POST", PATH, _set, reads=True),
    Route("DELETE", PATH, _clear),
)
