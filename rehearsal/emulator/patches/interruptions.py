"""EC2 takes a spot instance back: it gives notice, and ends the instance when the time has come. MiniStack never does.

The metadata service of the machine shows the notice; it learns of it from the control seam, where it is given too.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
"""

from datetime import datetime, timedelta, timezone

from patches import instance_states, state_reasons
from patches.event_loop import later


def interrupt(instance: dict, seconds: float) -> None:
    """Give notice that the instance ends in so many seconds, and end it then."""
    now = datetime.now(timezone.utc)
    instance["_interruption"] = {"givenAt": now, "time": now + timedelta(seconds=seconds)}
    instance_id = instance["InstanceId"]
    instance_states.tell("EC2 Instance Rebalance Recommendation", instance_id, {})
    instance_states.tell("EC2 Spot Instance Interruption Warning", instance_id, {"instance-action": "terminate"})
    later(seconds, _take_back, instance)


def notice_of(instance: dict) -> dict[str, str]:
    """Say when EC2 takes the instance back and when it said so, UTC; empty while it did not."""
    return {name: time.isoformat() for name, time in instance.get("_interruption", {}).items()}


def _take_back(instance: dict) -> None:
    # It may have ended itself in time, as it should.
    if instance["State"]["Name"] == "running":
        instance_states.enter(instance, "shutting-down", state_reasons.by_code("Server.SpotInstanceTermination"))
