"""The properties of AWS::EC2::Instance, put onto MiniStack's record of an instance."""

from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from patches import volumes
from patches.ec2_errors import Ec2Error

# The root device of Amazon Linux, and of every instance in MiniStack.
ROOT_DEVICE = "/dev/xvda"


def launch(properties: dict) -> dict:
    """Launch the instance that the properties describe."""
    described = _with_launch_template(properties)
    root_disk = _root_disk(described.get("BlockDeviceMappings", []))
    interface = next(iter(described.get("NetworkInterfaces", [])), {})
    (instance,) = ec2._launch_instances_internal(
        image_id=described.get("ImageId", ""),
        instance_type=described["InstanceType"],
        subnet_id=described.get("SubnetId") or interface.get("SubnetId") or ec2._DEFAULT_SUBNET_ID,
        count=1,
        requested_private_ip=described.get("PrivateIpAddress", ""),
        sg_ids=_known_groups(interface.get("GroupSet") or interface.get("Groups") or []),
    )
    configure(instance, {}, properties)
    ((root, attachment),) = volumes.attached(instance)
    root["Size"] = int(root_disk.get("VolumeSize", root["Size"]))
    root["VolumeType"] = root_disk.get("VolumeType", root["VolumeType"])
    root["Encrypted"] = provisioners._cfn_bool(root_disk.get("Encrypted", False))
    attachment["DeleteOnTermination"] = provisioners._cfn_bool(root_disk.get("DeleteOnTermination", True))
    if provisioners._cfn_bool(described.get("PropagateTagsToVolumeOnCreation", False)):
        own_tags = [tag for tag in properties.get("Tags", []) if not tag["Key"].startswith("aws:")]
        provisioners._ec2_apply_tags(root["VolumeId"], {"Tags": own_tags})
    return instance


def configure(instance: dict, old: dict, new: dict) -> None:
    """Set what a stack update can change in place."""
    described = _with_launch_template(new)
    instance["InstanceType"] = described["InstanceType"]
    instance["UserData"] = described.get("UserData", "")
    instance["IamInstanceProfile"] = _instance_profile(described.get("IamInstanceProfile"))
    instance["MetadataOptions"] = described.get("MetadataOptions", {})
    if groups := _known_groups(described.get("SecurityGroupIds", [])):
        instance["SecurityGroups"] = [
            {"GroupId": group_id, "GroupName": ec2._security_groups[group_id]["GroupName"]} for group_id in groups
        ]
    provisioners._ec2_apply_tags(instance["InstanceId"], new, old)


def attributes(instance: dict) -> dict[str, str]:
    """Give what Fn::GetAtt can read."""
    return {
        "InstanceId": instance["InstanceId"],
        "AvailabilityZone": instance["Placement"]["AvailabilityZone"],
        "PrivateDnsName": instance["PrivateDnsName"],
        "PrivateIp": instance["PrivateIpAddress"],
        "PublicDnsName": instance["PublicDnsName"],
        "PublicIp": instance["PublicIpAddress"],
        "VpcId": instance["VpcId"],
    }


def _with_launch_template(properties: dict) -> dict:
    """Complete the properties by the launch template's data, in which they have the same names."""
    template, _record, refusal = ec2._resolve_launch_template_data(properties.get("LaunchTemplate", {}))
    if refusal:
        raise ValueError(refusal[2].decode())
    described = {**template, **properties}
    if "InstanceType" not in described:
        raise Ec2Error("MissingParameter", "The request must contain the parameter InstanceType")
    return described


def _known_groups(group_ids: list[str]) -> list[str]:
    for group_id in group_ids:
        if group_id not in ec2._security_groups:
            raise Ec2Error("InvalidGroup.NotFound", f"The security group '{group_id}' does not exist")
    return group_ids


def _instance_profile(given: str | dict | None) -> dict | None:
    """Resolve a profile; a Ref to AWS::IAM::InstanceProfile is its name on AWS, but its ARN in MiniStack."""
    if isinstance(given, dict):
        given = given.get("Arn") or given.get("Name")
    if not given:
        return None
    profile, refusal = ec2._resolve_iam_instance_profile(
        **{"iam_arn" if given.startswith("arn:") else "iam_name": given}
    )
    if refusal:
        raise ValueError(refusal[2].decode())
    return profile


def _root_disk(mappings: list[dict]) -> dict:
    for mapping in mappings:
        if mapping["DeviceName"] != ROOT_DEVICE:
            raise ValueError(
                f"BlockDeviceMappings names {mapping['DeviceName']}; the emulator knows the root device {ROOT_DEVICE} "
                "alone: give the instance a volume of its own (AWS::EC2::Volume)"
            )
    return mappings[-1].get("Ebs", {}) if mappings else {}
