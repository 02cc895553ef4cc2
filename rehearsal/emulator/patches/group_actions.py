"""The actions that change Auto Scaling groups, and those about what a group did, as far as clients of ours need them.

MiniStack has no TerminateInstanceInAutoScalingGroup, takes any desired capacity, forgets mixed instances policies, and
deletes a group that has instances.

https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_Operations.html
"""

from collections.abc import Callable

from ministack.services import autoscaling, ec2

from patches import group_members, scaling_activities
from patches.auto_scaling_errors import AutoScalingError, answering, find_group
from patches.mixed_instances import merged

Action = Callable[[dict], tuple]


def apply() -> None:
    """Wrap or replace the actions."""
    actions = autoscaling._ACTION_MAP
    for action, check in (("CreateAutoScalingGroup", None), ("UpdateAutoScalingGroup", _check_update)):
        actions[action] = answering(_with_policy(actions[action], check))
    set_desired = actions["SetDesiredCapacity"]
    delete = actions["DeleteAutoScalingGroup"]
    actions["SetDesiredCapacity"] = answering(lambda params: _set_desired(params, set_desired))
    actions["DeleteAutoScalingGroup"] = answering(lambda params: _delete(params, delete))
    actions["TerminateInstanceInAutoScalingGroup"] = answering(_terminate)
    actions["DescribeScalingActivities"] = answering(_describe_activities)


def _with_policy(action: Action, check: Callable[[dict], None] | None) -> Action:
    def handle(params: dict) -> tuple:
        if check:
            check(params)
        answer = action(params)
        given = autoscaling._parse_nested(params, "MixedInstancesPolicy")
        if given and answer[0] < 400:
            group = find_group(autoscaling._p(params, "AutoScalingGroupName"))
            group["MixedInstancesPolicy"] = merged(group.get("MixedInstancesPolicy"), given)
        return answer

    return handle


def _check_update(params: dict) -> None:
    group = find_group(autoscaling._p(params, "AutoScalingGroupName"))
    sizes = {name: autoscaling._p(params, name) for name in ("MinSize", "MaxSize", "DesiredCapacity")}
    after = {name: int(given) if given else group[name] for name, given in sizes.items()}
    if sizes["DesiredCapacity"]:
        _check_desired(after["DesiredCapacity"], after)
    group["DesiredCapacity"] = min(max(group["DesiredCapacity"], after["MinSize"]), after["MaxSize"])


def _check_desired(desired: int, sizes: dict) -> None:
    for bound, is_past, word in (
        ("MinSize", desired < sizes["MinSize"], "below min"),
        ("MaxSize", desired > sizes["MaxSize"], "above max"),
    ):
        if is_past:
            raise AutoScalingError(
                "ValidationError",
                f"New SetDesiredCapacity value {desired} is {word} value {sizes[bound]} for the AutoScalingGroup.",
            )


def _set_desired(params: dict, set_desired: Action) -> tuple:
    group = find_group(autoscaling._p(params, "AutoScalingGroupName"))
    if desired := autoscaling._p(params, "DesiredCapacity"):
        _check_desired(int(desired), group)
    return set_desired(params)


def _delete(params: dict, delete: Action) -> tuple:
    group = find_group(autoscaling._p(params, "AutoScalingGroupName"))
    members = group_members.members(group)
    if members and autoscaling._p(params, "ForceDelete") != "true":
        raise AutoScalingError(
            "ResourceInUse",
            "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still "
            "in the group.",
        )
    answer = delete(params)
    ec2._ACTION_MAP["TerminateInstances"](
        {f"InstanceId.{number}": member["InstanceId"] for number, member in enumerate(members, 1)}
    )
    return answer


def _terminate(params: dict) -> tuple:
    instance_id = autoscaling._p(params, "InstanceId")
    instance = ec2._instances.get(instance_id)
    group = instance and group_members.group_of(instance)
    if group is None or instance["State"]["Name"] == "terminated":
        raise AutoScalingError(
            "ValidationError", f"Instance Id not found - No managed instance found for instance ID {instance_id}"
        )
    if autoscaling._p(params, "ShouldDecrementDesiredCapacity") == "true":
        _check_desired(group["DesiredCapacity"] - 1, group)
        group["DesiredCapacity"] -= 1
    if instance["State"]["Name"] != "shutting-down":
        group_members.terminate(group, instance, f"{group_members.OUT_OF_SERVICE} a user request")
    told = scaling_activities.described([group], [])
    activity = next(one for one in told if one["Description"] == f"{scaling_activities.TERMINATION}: {instance_id}")
    inner = autoscaling._member_xml({"Activity": activity})
    name = "TerminateInstanceInAutoScalingGroup"
    return autoscaling._xml(200, f"{name}Response", f"<{name}Result>{inner}</{name}Result>")


def _describe_activities(params: dict) -> tuple:
    name = autoscaling._p(params, "AutoScalingGroupName")
    groups = [find_group(name)] if name else list(autoscaling._asgs.values())
    told = scaling_activities.described(groups, autoscaling._parse_member_list(params, "ActivityIds"))
    most = int(autoscaling._p(params, "MaxRecords") or scaling_activities.LONGEST_HISTORY)
    inner = autoscaling._member_xml({"Activities": told[:most]})
    result = f"<DescribeScalingActivitiesResult>{inner}</DescribeScalingActivitiesResult>"
    return autoscaling._xml(200, "DescribeScalingActivitiesResponse", result)
