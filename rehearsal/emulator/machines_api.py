"""The control seam of machines: what each is to be, and what happens to it without a request of its owner.

GET  /_catnap/machines            the instances that are not terminated; `session`: of the role, if there is one
POST /_catnap/machines/<id>/off   the machine's process has exited: `stopping` becomes `stopped`, `shutting-down`
                                  becomes `terminated`; 204, or 409 in any other state, or 404
POST /_catnap/machines/<id>/stop  {"code": "Server.ScheduledStop"}: a running instance is stopped by AWS, or by itself;
                                  any code of patches/state_reasons.py; 204, or 409 in any other state, or 404
POST /_catnap/machines/<id>/interrupt
                                  {"seconds": 120}: EC2 gives notice that it takes a running spot instance back, and
                                  ends it then; 204, or 409 in any other state or of an on-demand instance, or 404
POST /_catnap/machines/<id>/fail  {}: the hardware of a running instance fails, and nothing on it has time for anything;
                                  AWS stops it, and ends it if it is of a group; 204, or 409 in any other state, or 404

`interruption` tells when EC2 takes a machine back, once it has given notice; `failed` says that its plug was pulled.
All accounts and regions are shown.
"""

import base64
import math
import re
from collections.abc import Callable

from ministack.core.responses import request_scope
from ministack.services import ec2

from control_seam import Answer, BadRequestError, Route
from patches import group_members, instance_session, instance_states, interruptions, state_reasons, volumes
from patches.markets import SPOT, market_of


def _tags(resource_id: str) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in ec2._tags.get(resource_id, [])}


def _volume(volume: dict, attachment: dict) -> dict:
    return {
        "id": volume["VolumeId"],
        "device": attachment["Device"],
        "sizeGb": volume["Size"],
        "tags": _tags(volume["VolumeId"]),
    }


def _machine(instance: dict) -> dict:
    return {
        "id": instance["InstanceId"],
        "state": instance["State"]["Name"],
        "type": instance["InstanceType"],
        "market": market_of(instance),
        "launchTime": instance["LaunchTime"],
        "privateIp": instance["PrivateIpAddress"],
        "privateDns": instance["PrivateDnsName"],
        "availabilityZone": instance["Placement"]["AvailabilityZone"],
        "tags": _tags(instance["InstanceId"]),
        "userData": base64.b64decode(instance["UserData"] or "").decode(),
        "volumes": [_volume(*attached) for attached in volumes.attached(instance)],
        "failed": instance.get("_failed", False),
        **({"interruption": notice} if (notice := interruptions.notice_of(instance)) else {}),
        **({"session": session} if (session := instance_session.of(instance)) else {}),
    }


def _machines() -> Answer:
    machines = []
    for (account, region, _), instance in ec2._instances.all_items():
        if instance["State"]["Name"] != "terminated":
            with request_scope(account, region):
                machines.append(_machine(instance))
    return 200, machines


def _report_off(instance_id: str) -> Answer:
    return _change(instance_id, instance_states.LEAVING, instance_states.land)


def _stop(instance_id: str, given: dict) -> Answer:
    code = given.get("code")
    if list(given) != ["code"] or code not in state_reasons.SAID:
        raise BadRequestError(f'{given} given; give {{"code": …}}, one of {", ".join(state_reasons.SAID)}')
    reason = state_reasons.by_code(code)
    return _change(instance_id, ("running",), lambda instance: instance_states.enter(instance, "stopping", reason))


def _interrupt(instance_id: str, given: dict) -> Answer:
    seconds = given.get("seconds")
    if list(given) != ["seconds"] or not isinstance(seconds, int | float) or not 0 <= seconds < math.inf:
        raise BadRequestError(f'{given} given; give {{"seconds": 120}}: how long before it happens EC2 says so')
    on_demand = (known for (*_, known), instance in ec2._instances.all_items() if market_of(instance) != SPOT)
    if instance_id in on_demand:
        return 409, {"message": f"{instance_id} is on demand: EC2 takes only spot instances back"}
    return _change(instance_id, ("running",), lambda instance: interruptions.interrupt(instance, seconds))


def _fail(instance_id: str, given: dict) -> Answer:
    if given:
        raise BadRequestError(f"{given} given; give {{}}")
    return _change(instance_id, ("running",), _pull_the_plug)


def _pull_the_plug(instance: dict) -> None:
    instance["_failed"] = True
    state = "shutting-down" if group_members.group_of(instance) else "stopping"
    instance_states.enter(instance, state, state_reasons.by_code("Server.InternalError"))


def _change(instance_id: str, states: tuple[str, ...], change: Callable[[dict], None]) -> Answer:
    for (account, region, known), instance in ec2._instances.all_items():
        if known == instance_id:
            state = instance["State"]["Name"]
            if state not in states:
                return 409, {"message": f"{instance_id} is {state}, not {' or '.join(states)}"}
            with request_scope(account, region):
                change(instance)
            return 204, None
    return 404, {"message": f"no instance {instance_id}"}


ROUTES = (
    Route("GET", re.compile(r"/_catnap/machines"), _machines),
    Route("POST", re.compile(r"/_catnap/machines/([^/]+)/off"), _report_off),
    Route("POST", re.compile(r"/_catnap/machines/([^/]+)/stop"), _stop, reads=True),
    Route("POST", re.compile(r"/_catnap/machines/([^/]+)/interrupt"), _interrupt, reads=True),
    Route("POST", re.compile(r"/_catnap/machines/([^/]+)/fail"), _fail, reads=True),
)
