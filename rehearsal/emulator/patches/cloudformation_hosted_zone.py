"""AWS::Route53::HostedZone: private when it names a VPC, and not deleted while hosts have their records in it.

MiniStack makes every zone public and deletes it whole, so a stack that AWS cannot delete would be seen to go.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-hostedzone.html
"""

from ministack.services import route53
from ministack.services.cloudformation import provisioners

from patches.resource_type import ResourceType


def _create(logical_id: str, properties: dict, stack_name: str) -> tuple:
    zone_id, attributes = provisioners._r53_hosted_zone_create(logical_id, properties, stack_name)
    _associate(zone_id, properties)
    return zone_id, attributes


def _update(physical_id: str, old: dict, new: dict, stack_name: str, logical_id: str) -> tuple:
    zone_id, attributes = provisioners._r53_hosted_zone_update(physical_id, old, new, stack_name, logical_id)
    _associate(zone_id, new)
    return zone_id, attributes


def _associate(zone_id: str, properties: dict) -> None:
    networks = [{"VPCId": vpc["VPCId"], "VPCRegion": vpc["VPCRegion"]} for vpc in properties.get("VPCs", [])]
    route53._zones[zone_id].update(private=bool(networks), vpcs=networks)


def _delete(physical_id: str, _properties: dict) -> None:
    if physical_id in route53._zones:
        status, _headers, body = route53._delete_hosted_zone(physical_id)
        if status >= 400:
            raise ValueError(body.decode())


HOSTED_ZONE = ResourceType(
    handlers={"create": _create, "update": _update, "delete": _delete},
    replaced_by=("Name",),
)
