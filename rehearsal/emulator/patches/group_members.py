"""Auto Scaling groups have as many instances as they should; MiniStack's have ids of instances that do not exist.

A group's members are the instances with its tag. Whatever happens to one of them, or to what the group should be, the
group is looked at again and takes the next step: level-triggered, so that nothing is missed. A launch that failed is
tried again a minute later (CATNAP_MINUTE_SECONDS).

https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-lifecycle.html
"""

from ministack.services import autoscaling, ec2

from patches import group_launch, instance_states, scaling_activities
from patches.ec2_errors import Ec2Error
from patches.event_loop import later
from patches.markets import market_of
from patches.mixed_instances import wanted
from patches.scaling_activities import LAUNCH, TERMINATION
from patches.state_reasons import by_user
from settings import SETTINGS

LIVE = ("pending", "running")
OUT_OF_SERVICE = "an instance was taken out of service in response to"
# A moment: whoever changed something has their answer first, as on AWS.
SECONDS_UNTIL_SEEN = 0.05


def group_of(instance: dict) -> dict | None:
    """Give the group of an instance, if it has one."""
    tags = {tag["Key"]: tag["Value"] for tag in ec2._tags.get(instance["InstanceId"], [])}
    return autoscaling._asgs.get(tags.get(group_launch.GROUP_TAG, ""))


def members(group: dict) -> list[dict]:
    """List the instances of a group that are not terminated."""
    return [i for i in ec2._instances.values() if i["State"]["Name"] != "terminated" and group_of(i) is group]


def scale(group: dict, seconds: float = SECONDS_UNTIL_SEEN) -> None:
    """Look at the group soon; a look that was to come is replaced."""
    if waiting := group.pop("_look", None):
        waiting.cancel()
    group["_look"] = later(seconds, _look, group["AutoScalingGroupName"])


def terminate(group: dict, instance: dict, cause: str) -> None:
    """End an instance for a reason; while the group wants as many as before, another one follows."""
    scaling_activities.begin(group, TERMINATION, instance["InstanceId"], cause)
    instance_states.enter(instance, "shutting-down", by_user())


def apply() -> None:
    """Replace MiniStack's own bookkeeping, and hear of the members."""
    autoscaling._reconcile_instances = scale
    instance_states.watchers.append(_on_state)


def _on_state(instance: dict) -> None:
    group = group_of(instance)
    if group is None:
        return
    instance_id, state = instance["InstanceId"], instance["State"]["Name"]
    if state == "running":
        scaling_activities.end(group, LAUNCH, instance_id)
    elif state == "shutting-down":
        scaling_activities.end(group, LAUNCH, instance_id, "Cancelled")
        cause = f"{OUT_OF_SERVICE} an EC2 health check indicating it has been terminated"
        scaling_activities.begin(group, TERMINATION, instance_id, cause)
    elif state == "terminated":
        scaling_activities.end(group, TERMINATION, instance_id)
    scale(group)


def _look(name: str) -> None:
    group = autoscaling._asgs.get(name)
    if group is None:
        return
    for instance in members(group):
        if instance["State"]["Name"] in ("stopping", "stopped"):
            terminate(group, instance, f"{OUT_OF_SERVICE} an EC2 health check indicating it is stopped")
    live = [instance for instance in members(group) if instance["State"]["Name"] in LIVE]
    # Those that run come first: they are the last to go.
    live.sort(key=lambda instance: instance["State"]["Name"] != "running")
    kept: list[dict] = []
    for market, number in wanted(group).items():
        of_market = [instance for instance in live if market_of(instance) == market]
        kept += of_market[:number]
        for _ in range(number - len(of_market)):
            _launch(group, market)
    _end_surplus(group, live, kept)


def _end_surplus(group: dict, live: list[dict], kept: list[dict]) -> None:
    """End what is too much, once what takes its place runs: a change of market launches before it terminates."""
    enough = len(kept) >= group["DesiredCapacity"] and all(i["State"]["Name"] == "running" for i in kept)
    for instance in live if enough else []:
        if instance not in kept:
            terminate(group, instance, f"{OUT_OF_SERVICE} a difference between desired and actual capacity")


def _launch(group: dict, market: str) -> None:
    cause = "an instance was launched in response to a difference between desired and actual capacity"
    try:
        instance = group_launch.launch(group, market)
    except Ec2Error as error:
        scaling_activities.fail(group, cause, error.message)
        scale(group, SETTINGS.minute_seconds)
    else:
        scaling_activities.begin(group, LAUNCH, instance["InstanceId"], cause)
