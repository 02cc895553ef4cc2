"""The CloudFormation types that MiniStack lacks, or has in name only, and our stacks use.

A template with an unknown type is refused whole, so without them nothing of ours could be deployed.
"""

from ministack.services.cloudformation import provisioners, stacks

from patches import (
    cloudformation_budget,
    cloudformation_group,
    cloudformation_hosted_zone,
    cloudformation_instance,
    cloudformation_role_policy,
    cloudformation_security_group_rules,
    cloudformation_volume,
)
from patches.resource_type import ResourceType

TYPES: dict[str, ResourceType] = {
    "AWS::AutoScaling::AutoScalingGroup": cloudformation_group.GROUP,
    "AWS::EC2::Instance": cloudformation_instance.INSTANCE,
    "AWS::EC2::Volume": cloudformation_volume.VOLUME,
    "AWS::EC2::VolumeAttachment": cloudformation_volume.VOLUME_ATTACHMENT,
    "AWS::EC2::SecurityGroupIngress": cloudformation_security_group_rules.INGRESS,
    "AWS::EC2::SecurityGroupEgress": cloudformation_security_group_rules.EGRESS,
    "AWS::Budgets::Budget": cloudformation_budget.BUDGET,
    "AWS::IAM::RolePolicy": cloudformation_role_policy.ROLE_POLICY,
    "AWS::Route53::HostedZone": cloudformation_hosted_zone.HOSTED_ZONE,
}


def apply() -> None:
    """Enter the types in MiniStack's tables."""
    for name, made in TYPES.items():
        provisioners._RESOURCE_HANDLERS[name] = {**made.handlers, "update_with_logical_id": True}
        provisioners._REPLACING_PROPERTIES[name] = made.replaced_by
        if made.tagged:
            provisioners._STACK_TAG_PROPERTY[name] = ("Tags", "list")

    runs_in_thread = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda name: (TYPES[name].waits if name in TYPES else runs_in_thread(name))
