"""The control seam of faults: what EC2 is to refuse.

GET    /_catnap/faults   what is still to come, by action
POST   /_catnap/faults   sets what is wrong with actions, and leaves the others as they are; 204
DELETE /_catnap/faults   everything is right again; 204

    {"StartInstances": {"code": "InsufficientInstanceCapacity", "types": ["t3.medium"], "times": 2},
     "DescribeInstances": {"code": "RequestLimitExceeded", "times": 5}}

code      an error code of EC2. `StartInstances` takes a code of patches/state_reasons.py too: the start is granted, and
          the instance is pending and then stopped for that reason
message   what EC2 says; default: that it was ordered here
types     only requests that name an instance of one of these types; default: all
times     how many requests; default: all. An AWS SDK tries some codes again by itself, and each attempt is a request
"""

import re
from dataclasses import asdict

from ministack.services import ec2

from control_seam import Answer, BadRequestError, Route
from patches.faults import Fault, faults
from patches.state_reasons import SAID

CODE = re.compile(r"[A-Z][A-Za-z]*(\.[A-Z][A-Za-z]*)*")
FIELDS = ("code", "message", "types", "times")


def _fault(action: str, given: object) -> Fault:
    if action not in ec2._ACTION_MAP:
        raise BadRequestError(f"{action} is no action of EC2 that the emulator knows")
    if not isinstance(given, dict) or not set(given) <= set(FIELDS):
        raise BadRequestError(f"{action} has {given!r}; give an object of {', '.join(FIELDS)}")
    code, types, times = given.get("code"), given.get("types", []), given.get("times")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise BadRequestError(f"the code of {action} is {code!r}; give one of EC2's error codes")
    if code.startswith(("Client.", "Server.")) and not (action == "StartInstances" and code in SAID):
        raise BadRequestError(f"the code of {action} is {code!r}; StartInstances alone takes one of {', '.join(SAID)}")
    if not isinstance(types, list) or not all(isinstance(name, str) for name in types):
        raise BadRequestError(f"the types of {action} are {types!r}; give a list of instance types")
    if times is not None and (not isinstance(times, int) or isinstance(times, bool) or times < 1):
        raise BadRequestError(f"the times of {action} are {times!r}; give a whole number, 1 or more")
    return Fault(code, str(given.get("message", "It was ordered at /_catnap/faults.")), tuple(types), times)


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
