"""What a group did and what it failed to do: its scaling activities, and the events of EventBridge about them.

MiniStack has none of them: nobody could learn why a group has no instance.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-verify-scaling-activity.html
"""

import json
import time
import uuid

from ministack.services import autoscaling, eventbridge

LAUNCH = "Launching a new EC2 instance"
TERMINATION = "Terminating EC2 instance"
EVENTS = {LAUNCH: "EC2 Instance Launch", TERMINATION: "EC2 Instance Terminate"}

# More than anybody reads.
LONGEST_HISTORY = 100


def begin(group: dict, what: str, instance_id: str, cause: str) -> None:
    """Note that the launch or termination of an instance is under way."""
    if any(activity["_of"] == instance_id for activity in _open(group, what)):
        return
    description = f"{what}: {instance_id}"
    _note(group, what, cause, Description=description, StatusCode="InProgress", Progress=50, _of=instance_id)


def end(group: dict, what: str, instance_id: str, status: str = "Successful") -> None:
    """Note that it has ended."""
    for activity in _open(group, what):
        if activity["_of"] == instance_id:
            activity.update(StatusCode=status, EndTime=_now(), Progress=100)
            if status == "Successful":
                _tell(group, activity, f"{EVENTS[what]} Successful")


def fail(group: dict, cause: str, message: str) -> None:
    """Note a launch that came to nothing, with the reason."""
    said = f"{message} Launching EC2 instance failed."
    activity = _note(
        group,
        LAUNCH,
        cause,
        Description=f"{LAUNCH}.  Status Reason: {said}",
        StatusCode="Failed",
        StatusMessage=said,
        Progress=100,
        EndTime=_now(),
        _of="",
    )
    _tell(group, activity, f"{EVENTS[LAUNCH]} Unsuccessful")


def described(groups: list[dict], ids: list[str]) -> list[dict]:
    """Give the activities of groups as the API shows them, the latest first; of those ids alone, if any are named."""
    activities = sorted(
        (activity for group in groups for activity in group.get("_activities", [])),
        key=lambda activity: activity["_order"],
        reverse=True,
    )
    return [
        {name: value for name, value in activity.items() if not name.startswith("_")}
        for activity in activities
        if not ids or activity["ActivityId"] in ids
    ]


def _open(group: dict, what: str) -> list[dict]:
    return [
        activity
        for activity in group.get("_activities", [])
        if activity["_what"] == what and activity["StatusCode"] == "InProgress"
    ]


def _note(group: dict, what: str, cause: str, **more) -> dict:
    activity = {
        "ActivityId": str(uuid.uuid4()),
        "AutoScalingGroupName": group["AutoScalingGroupName"],
        "Cause": f"At {_now()} {cause}.",
        "StartTime": _now(),
        "_what": what,
        "_order": time.monotonic(),
        **more,
    }
    history = group.setdefault("_activities", [])
    history.append(activity)
    del history[:-LONGEST_HISTORY]
    return activity


def _tell(group: dict, activity: dict, what: str) -> None:
    detail = {
        "AutoScalingGroupName": group["AutoScalingGroupName"],
        "ActivityId": activity["ActivityId"],
        "EC2InstanceId": activity["_of"],
        "StatusCode": activity["StatusCode"],
        "StatusMessage": activity.get("StatusMessage", ""),
        "Cause": activity["Cause"],
    }
    event = {
        "Source": "aws.autoscaling",
        "DetailType": what,
        "Detail": json.dumps(detail),
        "Resources": [group["AutoScalingGroupARN"]],
    }
    eventbridge._put_events({"Entries": [event]}, allow_aws_source=True)


def _now() -> str:
    return autoscaling.now_iso()
