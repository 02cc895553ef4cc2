"""AWS::EC2::SecurityGroupIngress and AWS::EC2::SecurityGroupEgress."""

from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from patches.ec2_errors import Ec2Error
from patches.resource_type import ResourceType


def _rules(group_id: str, side: str) -> list[dict]:
    group = ec2._security_groups.get(group_id)
    if group is None:
        raise Ec2Error("InvalidGroup.NotFound", f"The security group '{group_id}' does not exist")
    return group.setdefault(side, [])


def _without_description(rule: dict) -> dict:
    return ec2._strip_descriptions(rule)


def _rule_type(side: str, peer_properties: tuple[str, ...]) -> ResourceType:
    def create(_logical_id: str, properties: dict, _stack_name: str) -> tuple:
        group_id, rules = properties["GroupId"], _rules(properties["GroupId"], side)
        (rule,) = provisioners._ec2_sg_permissions([properties])
        if _without_description(rule) in map(_without_description, rules):
            raise Ec2Error("InvalidPermission.Duplicate", f"the specified rule already exists in '{group_id}'")
        rules.append(rule)
        # Derived from what the rule says, as DescribeSecurityGroupRules shows it.
        rule_id = ec2._sg_rule_id(group_id, side == "IpPermissionsEgress", rule)
        return rule_id, {"Id": rule_id}

    def delete(_physical_id: str, properties: dict) -> None:
        (rule,) = provisioners._ec2_sg_permissions([properties])
        # The group may have been deleted before its rules.
        rules = ec2._security_groups.get(properties["GroupId"], {}).get(side, [])
        rules[:] = [other for other in rules if _without_description(other) != _without_description(rule)]

    def update(physical_id: str, old: dict, new: dict, stack_name: str, logical_id: str) -> tuple:
        delete(physical_id, old)
        return create(logical_id, new, stack_name)

    # Only a new description changes a rule in place.
    return ResourceType(
        handlers={"create": create, "update": update, "delete": delete},
        replaced_by=("CidrIp", "CidrIpv6", "FromPort", "GroupId", "IpProtocol", "ToPort", *peer_properties),
    )


INGRESS = _rule_type("IpPermissions", ("SourcePrefixListId", "SourceSecurityGroupId"))
EGRESS = _rule_type("IpPermissionsEgress", ("DestinationPrefixListId", "DestinationSecurityGroupId"))
