"""AWS::AutoScaling::AutoScalingGroup.

MiniStack's own keeps no mixed instances policy, sets a group without a desired capacity to its minimum at each update,
which would put a cluster to sleep, launches nothing, and deletes a group without its instances.
"""

import time

from ministack.services import autoscaling
from ministack.services.cloudformation import provisioners

from patches import group_members
from patches.event_loop import on_loop
from patches.mixed_instances import merged
from patches.resource_type import ResourceType

# Longer than any instance takes to end, unless nobody reports its machine off.
LONGEST_WAIT_SECONDS = 300
SECONDS_BETWEEN_LOOKS = 0.05


def _create(logical_id: str, properties: dict, stack_name: str) -> tuple:
    return on_loop(_create_on_loop, logical_id, properties, stack_name)


def _create_on_loop(logical_id: str, properties: dict, stack_name: str) -> tuple:
    name, attributes = provisioners._asg_create(logical_id, properties, stack_name)
    _configure(autoscaling._asgs[name], properties)
    return name, attributes


def _update(physical_id: str, old: dict, new: dict, stack_name: str, logical_id: str) -> tuple:
    return on_loop(_update_on_loop, physical_id, old, new, stack_name, logical_id)


def _update_on_loop(physical_id: str, old: dict, new: dict, stack_name: str, logical_id: str) -> tuple:
    desired = autoscaling._asgs[physical_id]["DesiredCapacity"]
    name, attributes = provisioners._asg_update(physical_id, old, new, stack_name, logical_id)
    group = autoscaling._asgs[name]
    if "DesiredCapacity" not in new:
        group["DesiredCapacity"] = min(max(desired, group["MinSize"]), group["MaxSize"])
    _configure(group, new)
    return name, attributes


def _configure(group: dict, properties: dict) -> None:
    policy = properties.get("MixedInstancesPolicy")
    group["MixedInstancesPolicy"] = merged(None, policy) if policy else None
    group_members.scale(group)


def _delete(physical_id: str, properties: dict) -> None:
    group = autoscaling._asgs.get(physical_id)
    if group is None:
        return
    on_loop(_empty, group)
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while left := on_loop(group_members.members, group):
        if time.monotonic() > deadline:
            ids = ", ".join(instance["InstanceId"] for instance in left)
            raise TimeoutError(
                f"{physical_id} still has {ids} after {LONGEST_WAIT_SECONDS} s: with CATNAP_MACHINES=1 somebody must "
                "report that a machine is off"
            )
        time.sleep(SECONDS_BETWEEN_LOOKS)
    on_loop(provisioners._asg_delete, physical_id, properties)


def _empty(group: dict) -> None:
    group.update(MinSize=0, MaxSize=0, DesiredCapacity=0)
    group_members.scale(group)


# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html
GROUP = ResourceType(
    handlers={"create": _create, "update": _update, "delete": _delete},
    replaced_by=("AutoScalingGroupName", "InstanceId"),
    tagged=True,
    waits=True,
)
