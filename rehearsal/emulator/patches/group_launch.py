"""A group launches an instance: by its launch template, in its zone, of a type and a market that its policy allows."""

from ministack.services import ec2

from patches import faults, instance_properties
from patches.ec2_errors import Ec2Error
from patches.markets import SPOT, launched_from
from patches.mixed_instances import template_of, types_of

GROUP_TAG = "aws:autoscaling:groupName"


def launch(group: dict, market: str) -> dict:
    """Launch one instance, or refuse for the reason that EC2 gives."""
    specification = template_of(group)
    template, record, refusal = ec2._resolve_launch_template_data(specification)
    if refusal:
        raise Ec2Error("InvalidLaunchTemplateId.NotFoundException", refusal[2].decode())
    subnet = _subnet(group)
    types = types_of(group) or [template.get("InstanceType", "")]
    instance = instance_properties.launch(
        {
            "LaunchTemplate": specification,
            "InstanceType": _available_type(types, subnet["AvailabilityZone"], market),
            "SubnetId": subnet["SubnetId"],
            "Tags": [*_template_tags(template, "instance"), *_own_tags(group, record)],
        }
    )
    launched_from(instance, market)
    return instance


def zones_of(group: dict) -> list[str]:
    """List the zones of a group's subnets; of one without subnets, those it was given."""
    subnets = [ec2._subnets[subnet_id] for subnet_id in _subnet_ids(group) if subnet_id in ec2._subnets]
    return [subnet["AvailabilityZone"] for subnet in subnets] or group["AvailabilityZones"]


def _subnet_ids(group: dict) -> list[str]:
    return [subnet_id for subnet_id in group["VPCZoneIdentifier"].split(",") if subnet_id]


def _subnet(group: dict) -> dict:
    for subnet_id in _subnet_ids(group):
        if subnet_id not in ec2._subnets:
            raise Ec2Error("InvalidSubnetID.NotFound", f"The subnet ID '{subnet_id}' does not exist")
        # Balancing over several is not played: a broker's group has one, which is where its volume is.
        return ec2._subnets[subnet_id]
    return ec2._subnets[ec2._DEFAULT_SUBNET_ID]


def _available_type(types: list[str], zone: str, market: str) -> str:
    fault = None
    for instance_type in types:
        fault = faults.of_launch(instance_type, zone, market)
        if fault is None:
            return instance_type
    faults.count("RunInstances")
    if market == SPOT:
        raise Ec2Error(fault.code, f"Could not launch Spot Instances. {fault.code} - {fault.message}")
    raise Ec2Error(fault.code, f"Could not launch On-Demand Instances. {fault.code} - {fault.message}")


def _template_tags(template: dict, resource_type: str) -> list[dict]:
    return [
        tag
        for specification in template.get("TagSpecifications", [])
        if specification["ResourceType"] == resource_type
        for tag in specification["Tags"]
    ]


def _own_tags(group: dict, template: dict | None) -> list[dict]:
    """Give the tags that the group hands on, and those that AWS puts on such an instance."""
    tags = {tag["Key"]: tag["Value"] for tag in group["Tags"] if tag["PropagateAtLaunch"]}
    tags[GROUP_TAG] = group["AutoScalingGroupName"]
    if template:
        tags["aws:ec2launchtemplate:id"] = template["LaunchTemplateId"]
        tags["aws:ec2launchtemplate:version"] = _version(template, template_of(group))
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _version(template: dict, specification: dict) -> str:
    asked = str(specification.get("Version") or "$Default")
    named = {"$Default": template["DefaultVersionNumber"], "$Latest": template["LatestVersionNumber"]}
    return str(named.get(asked, asked))
