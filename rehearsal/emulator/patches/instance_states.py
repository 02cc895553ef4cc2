"""Instances change their state over time, refuse what EC2 refuses, and tell EventBridge.

In MiniStack a started instance is running in the same moment, a stopped one stopped; whatever is asked is granted, and
nobody is told. That hides the race which waking and sleeping hosts live with: `stopping` cannot be started.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html
"""

import json
import time
from collections.abc import Callable

from ministack.core.responses import get_account_id, get_region
from ministack.services import ec2, eventbridge

from patches.ec2_errors import Ec2Error, answering, find_instance
from patches.event_loop import later
from patches.markets import SPOT, market_of
from patches.state_reasons import StateReason, by_user
from patches.volumes import release
from settings import SETTINGS

CODES = {"pending": 0, "running": 16, "shutting-down": 32, "terminated": 48, "stopping": 64, "stopped": 80}

# What an action makes of each state; a state that is missing is refused with IncorrectInstanceState.
ACTIONS = {
    "StartInstances": {"stopped": "pending", "pending": "pending", "running": "running"},
    "StopInstances": {"running": "stopping", "stopping": "stopping", "stopped": "stopped"},
    "TerminateInstances": {
        "pending": "shutting-down",
        "running": "shutting-down",
        "stopping": "shutting-down",
        "shutting-down": "shutting-down",
        "stopped": "terminated",
        "terminated": "terminated",
    },
}
REFUSED = {"StartInstances": "started", "StopInstances": "stopped"}

LANDS_AS = {"pending": "running", "stopping": "stopped", "shutting-down": "terminated"}
LEAVING = ("stopping", "shutting-down")

# Who is told of each instance that enters a state, once it is in it.
watchers: list[Callable[[dict], None]] = []


def enter(instance: dict, state: str, reason: StateReason | None = None) -> None:
    """Put the instance in a state, tell EventBridge, and see to it that a passing state passes."""
    instance["State"] = {"Code": CODES[state], "Name": state}
    if state == "pending":
        instance["LaunchTime"] = ec2._now_ts()
        instance.pop("_state_reason", None)
        instance.pop("_failed", None)
    elif state == "terminated":
        instance["_terminated_at"] = time.time()  # MiniStack forgets the instance a minute later.
        release(instance)
    if reason:
        instance["_state_reason"] = reason
    tell("EC2 Instance State-change Notification", instance["InstanceId"], {"state": state})
    if state == "pending":
        later(SETTINGS.pending_seconds, _land_from, instance, state)
    elif state in LEAVING and not SETTINGS.machines:
        later(SETTINGS.stopping_seconds, _land_from, instance, state)
    for watcher in watchers:
        watcher(instance)


def land(instance: dict) -> None:
    """End the passing state that the instance is in."""
    failure: StateReason | None = instance.pop("_start_fails_for", None)
    if failure and instance["State"]["Name"] == "pending":
        enter(instance, "stopped", failure)
    else:
        enter(instance, LANDS_AS[instance["State"]["Name"]])


def fail_start(instance: dict, reason: StateReason) -> None:
    """See to it that an instance that has just been started will be stopped instead of running, as EC2 does."""
    instance["_start_fails_for"] = reason


def change(action: str, instance_ids: list[str]) -> list[tuple[dict, dict]]:
    """Carry out Start-, Stop- or TerminateInstances, on all or none; give each instance and its state before."""
    instances = [find_instance(instance_id) for instance_id in instance_ids]
    for instance in instances:
        if instance["State"]["Name"] not in ACTIONS[action]:
            raise Ec2Error(
                "IncorrectInstanceState",
                f"The instance '{instance['InstanceId']}' is not in a state from which it can be {REFUSED[action]}.",
            )
        if action == "StopInstances" and market_of(instance) == SPOT:
            # What a group launches from the spot market; only persistent requests can be stopped.
            raise Ec2Error(
                "UnsupportedOperation",
                f"You can't stop the Spot Instance '{instance['InstanceId']}' because it is associated with a one-time "
                "Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance "
                "requests.",
            )
    changed = [(instance, instance["State"]) for instance in instances]
    for instance, before in changed:
        after = ACTIONS[action][before["Name"]]
        if after != before["Name"]:
            enter(instance, after, None if action == "StartInstances" else by_user())
    return changed


def tell(what: str, instance_id: str, detail: dict) -> None:
    """Tell EventBridge of an instance."""
    event = {
        "Source": "aws.ec2",
        "DetailType": what,
        "Detail": json.dumps({"instance-id": instance_id, **detail}),
        "Resources": [f"arn:aws:ec2:{get_region()}:{get_account_id()}:instance/{instance_id}"],
    }
    eventbridge._put_events({"Entries": [event]}, allow_aws_source=True)


def apply() -> None:
    """Replace the three actions."""
    for action in ACTIONS:
        ec2._ACTION_MAP[action] = answering(_handler(action))


def _land_from(instance: dict, state: str) -> None:
    # Terminated, or reported off, in the meantime.
    if instance["State"]["Name"] == state:
        land(instance)


def _handler(action: str):
    def handle(params: dict) -> tuple:
        changes = change(action, ec2._parse_member_list(params, "InstanceId"))
        items = "".join(
            f"<item><instanceId>{instance['InstanceId']}</instanceId>"
            f"{_state_xml('previousState', before)}{_state_xml('currentState', instance['State'])}</item>"
            for instance, before in changes
        )
        return ec2._xml(200, f"{action}Response", f"<instancesSet>{items}</instancesSet>")

    return handle


def _state_xml(element: str, state: dict) -> str:
    return f"<{element}><code>{state['Code']}</code><name>{state['Name']}</name></{element}>"
