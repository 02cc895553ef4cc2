"""AWS::EC2::Volume and AWS::EC2::VolumeAttachment."""

from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from patches import volumes
from patches.ec2_errors import find_volume
from patches.resource_type import ResourceType, succeed

CREATED_WITH = ("AvailabilityZone", "Size", "VolumeType", "SnapshotId", "Iops", "Encrypted")
MODIFIED = ("Size", "VolumeType", "Iops")


def _params(properties: dict, names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(properties[name]) for name in names if name in properties}


def _create(_logical_id: str, properties: dict, _stack_name: str) -> tuple:
    known = set(ec2._volumes)
    succeed(ec2._create_volume(_params(properties, CREATED_WITH)))
    (volume_id,) = set(ec2._volumes) - known
    provisioners._ec2_apply_tags(volume_id, properties)
    return volume_id, {"VolumeId": volume_id}


def _update(physical_id: str, old: dict, new: dict, _stack_name: str, _logical_id: str | None = None) -> tuple:
    volume = find_volume(physical_id)
    if int(new.get("Size", volume["Size"])) < volume["Size"]:
        raise ValueError(f"{physical_id} has {volume['Size']} GiB and cannot shrink to {new['Size']}")
    succeed(ec2._modify_volume({"VolumeId": physical_id, **_params(new, MODIFIED)}))
    provisioners._ec2_apply_tags(physical_id, new, old)
    return physical_id, {"VolumeId": physical_id}


def _delete(physical_id: str, _properties: dict) -> None:
    if physical_id in ec2._volumes:
        succeed(ec2._delete_volume({"VolumeId": physical_id}))


def _snapshot(physical_id: str, _properties: dict) -> None:
    succeed(ec2._create_snapshot({"VolumeId": physical_id}))


def _attach(_logical_id: str, properties: dict, _stack_name: str) -> tuple:
    volume_id, instance_id = properties["VolumeId"], properties["InstanceId"]
    volumes.attach(volume_id, instance_id, properties.get("Device", ""))
    return f"{volume_id}|{instance_id}", {}


def _detach(physical_id: str, _properties: dict) -> None:
    volume_id, _, instance_id = physical_id.partition("|")
    volume = ec2._volumes.get(volume_id)
    # An instance that was terminated before has let go of it already.
    if volume and any(attachment["InstanceId"] == instance_id for attachment in volume["Attachments"]):
        volumes.part(volume)


VOLUME = ResourceType(
    handlers={"create": _create, "update": _update, "delete": _delete, "snapshot": _snapshot},
    replaced_by=("AvailabilityZone", "Encrypted", "KmsKeyId", "SnapshotId"),
    tagged=True,
)
VOLUME_ATTACHMENT = ResourceType(
    handlers={"create": _attach, "delete": _detach},
    replaced_by=("Device", "InstanceId", "VolumeId"),
)
