"""DescribeAutoScalingGroups and DescribeAutoScalingInstances tell of the members, and of the mixed instances policy.

MiniStack leaves the policy out and ignores the filters: whoever asks for the groups of one target gets those of all.
"""

from collections.abc import Iterable

from ministack.services import autoscaling, ec2

from patches import group_launch, group_members
from patches.auto_scaling_errors import AutoScalingError, answering

TOLD = (
    "AutoScalingGroupName",
    "AutoScalingGroupARN",
    "MixedInstancesPolicy",
    "MinSize",
    "MaxSize",
    "DesiredCapacity",
    "DefaultCooldown",
    "HealthCheckType",
    "HealthCheckGracePeriod",
    "CreatedTime",
    "VPCZoneIdentifier",
    "TerminationPolicies",
    "NewInstancesProtectedFromScaleIn",
    "Tags",
    "Status",
)
# How a state of the instance is called as one of its group's; a stopped one is unhealthy, and about to be ended.
LIFECYCLE = {
    "pending": "Pending",
    "running": "InService",
    "stopping": "InService",
    "stopped": "InService",
    "shutting-down": "Terminating",
}


def apply() -> None:
    """Replace both actions."""
    autoscaling._ACTION_MAP["DescribeAutoScalingGroups"] = answering(_describe_groups)
    autoscaling._ACTION_MAP["DescribeAutoScalingInstances"] = answering(_describe_instances)


def _describe_groups(params: dict) -> tuple:
    names = autoscaling._parse_member_list(params, "AutoScalingGroupNames")
    asked = autoscaling._parse_nested(params, "Filters") or []
    told = [
        _group(group)
        for name, group in autoscaling._asgs.items()
        if (not names or name in names) and all(_passes(group, one) for one in asked)
    ]
    return _answer("DescribeAutoScalingGroups", {"AutoScalingGroups": told})


def _describe_instances(params: dict) -> tuple:
    ids = autoscaling._parse_member_list(params, "InstanceIds")
    told = [
        {**_member(instance), "AutoScalingGroupName": name}
        for name, group in autoscaling._asgs.items()
        for instance in group_members.members(group)
        if not ids or instance["InstanceId"] in ids
    ]
    return _answer("DescribeAutoScalingInstances", {"AutoScalingInstances": told})


def _answer(action: str, result: dict) -> tuple:
    inner = f"<{action}Result>{autoscaling._member_xml(result)}</{action}Result>"
    return autoscaling._xml(200, f"{action}Response", inner)


def _passes(group: dict, asked: dict) -> bool:
    """Say whether a group passes a filter, of which there are those by tag alone."""
    name, values = asked["Name"], asked.get("Values", [])
    tags = {tag["Key"]: tag["Value"] for tag in group["Tags"]}
    if name.startswith("tag:"):
        found: Iterable[str] = [tags[name[4:]]] if name[4:] in tags else []
    elif name in ("tag-key", "tag-value"):
        found = tags.keys() if name == "tag-key" else tags.values()
    else:
        raise AutoScalingError("ValidationError", f"The filter name {name} is invalid")
    return any(value in values for value in found)


def _group(group: dict) -> dict:
    return {
        **{name: group[name] for name in TOLD if group.get(name) not in (None, "")},
        **({"LaunchTemplate": group["LaunchTemplate"]} if group["LaunchTemplate"] else {}),
        "AvailabilityZones": group_launch.zones_of(group),
        "Instances": [_member(instance) for instance in group_members.members(group)],
    }


def _member(instance: dict) -> dict:
    tags = {tag["Key"]: tag["Value"] for tag in ec2._tags.get(instance["InstanceId"], [])}
    template = ec2._launch_templates.get(tags.get("aws:ec2launchtemplate:id", ""))
    state = instance["State"]["Name"]
    return {
        "InstanceId": instance["InstanceId"],
        "InstanceType": instance["InstanceType"],
        "AvailabilityZone": instance["Placement"]["AvailabilityZone"],
        "LifecycleState": LIFECYCLE[state],
        "HealthStatus": "Healthy" if state in group_members.LIVE else "Unhealthy",
        "ProtectedFromScaleIn": False,
        **({"LaunchTemplate": _launched_by(template, tags)} if template else {}),
    }


def _launched_by(template: dict, tags: dict[str, str]) -> dict[str, str]:
    return {
        "LaunchTemplateId": template["LaunchTemplateId"],
        "LaunchTemplateName": template["LaunchTemplateName"],
        "Version": tags["aws:ec2launchtemplate:version"],
    }
