"""The control seam: what a machine is to be, and the report that it is off.

GET  /_catnap/machines            the instances that are not terminated
POST /_catnap/machines/<id>/off   the machine's process has exited: `stopping` becomes `stopped`, `shutting-down`
                                  becomes `terminated`; 204, or 409 in any other state, or 404

No credentials are asked for and all accounts and regions are shown: the seam belongs to whoever started the emulator.
"""

import base64
import json
import re

from hypercorn.typing import ASGIFramework, ASGIReceiveCallable, ASGISendCallable, Scope
from ministack.core.responses import request_scope
from ministack.services import ec2

from patches import instance_states, volumes

OFF = re.compile(r"/_catnap/machines/([^/]+)/off")


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
        "launchTime": instance["LaunchTime"],
        "privateIp": instance["PrivateIpAddress"],
        "privateDns": instance["PrivateDnsName"],
        "availabilityZone": instance["Placement"]["AvailabilityZone"],
        "tags": _tags(instance["InstanceId"]),
        "userData": base64.b64decode(instance["UserData"] or "").decode(),
        "volumes": [_volume(*attached) for attached in volumes.attached(instance)],
    }


def _machines() -> list[dict]:
    machines = []
    for (account, region, _), instance in ec2._instances.all_items():
        if instance["State"]["Name"] != "terminated":
            with request_scope(account, region):
                machines.append(_machine(instance))
    return machines


def _report_off(instance_id: str) -> tuple[int, object]:
    for (account, region, known), instance in ec2._instances.all_items():
        if known == instance_id:
            state = instance["State"]["Name"]
            if state not in instance_states.LEAVING:
                return 409, {
                    "message": f"{instance_id} is {state}; only one that is stopping or shutting-down can be off"
                }
            with request_scope(account, region):
                instance_states.land(instance)
            return 204, None
    return 404, {"message": f"no instance {instance_id}"}


def _answer(method: str, path: str) -> tuple[int, object]:
    if path == "/_catnap/machines":
        return (200, _machines()) if method == "GET" else (405, {"message": f"{method} given, GET allowed"})
    if asked := OFF.fullmatch(path):
        return _report_off(asked[1]) if method == "POST" else (405, {"message": f"{method} given, POST allowed"})
    return 404, {"message": f"{path} is unknown; there are /_catnap/machines and /_catnap/machines/<id>/off"}


def in_front_of(app: ASGIFramework) -> ASGIFramework:
    """Answer what begins with `/_catnap/` and leave everything else to `app`."""

    async def asgi(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/_catnap/"):
            await app(scope, receive, send)
            return
        status, answer = _answer(scope["method"], scope["path"])
        body = b"" if answer is None else json.dumps(answer).encode()
        headers = [(b"content-length", str(len(body)).encode())]
        if body:
            headers.append((b"content-type", b"application/json"))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return asgi
