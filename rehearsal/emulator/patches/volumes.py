"""Volumes are attached only where EC2 attaches them, seen on their instance, and let go when it is terminated.

MiniStack attaches a volume twice, across zones and to a terminated instance; DescribeInstances shows the root volume
alone; a terminated instance keeps its volumes for ever, so that its successor could not attach them; and a volume is
detached in the same moment, so that no successor has to wait for it.
"""

from ministack.services import ec2

from patches.ec2_errors import Ec2Error, answering, find_instance, find_volume
from patches.event_loop import later
from settings import SETTINGS


def attached(instance: dict) -> list[tuple[dict, dict]]:
    """List each volume of an instance with its attachment."""
    return [
        (volume, attachment)
        for volume in ec2._volumes.values()
        for attachment in volume["Attachments"]
        if attachment["InstanceId"] == instance["InstanceId"]
    ]


def attach(volume_id: str, instance_id: str, device: str) -> tuple:
    """Attach a volume, or refuse; give MiniStack's answer."""
    volume, instance = find_volume(volume_id), find_instance(instance_id)
    zone, state = instance["Placement"]["AvailabilityZone"], instance["State"]["Name"]
    if not device:
        raise Ec2Error("MissingParameter", "The request must contain the parameter device")
    if volume["Attachments"]:
        raise Ec2Error("VolumeInUse", f"{volume_id} is already attached to an instance")
    if volume["AvailabilityZone"] != zone:
        raise Ec2Error(
            "InvalidVolume.ZoneMismatch",
            f"The volume '{volume_id}' is not in the same availability zone as instance '{instance_id}'",
        )
    if state not in ("running", "stopped"):
        raise Ec2Error("IncorrectState", f"Instance '{instance_id}' is not 'running'.")
    if any(attachment["Device"] == device for _, attachment in attached(instance)):
        raise Ec2Error(
            "InvalidParameterValue",
            f"Invalid value '{device}' for unixDevice. Attachment point {device} is already in use",
        )
    return ec2._attach_volume({"VolumeId": volume_id, "InstanceId": instance_id, "Device": device})


def detach(volume_id: str) -> tuple:
    """Begin to detach a volume, or refuse; it is `detaching` for a while, and may be asked again meanwhile."""
    volume = find_volume(volume_id)
    if not volume["Attachments"]:
        raise Ec2Error("IncorrectState", f"Volume '{volume_id}' is in the 'available' state.")
    (attachment,) = volume["Attachments"]
    if attachment["State"] != "detaching":
        attachment["State"] = "detaching"
        later(SETTINGS.detaching_seconds, _part, volume, attachment)
    ids = f"<volumeId>{volume_id}</volumeId><instanceId>{attachment['InstanceId']}</instanceId>"
    return ec2._xml(200, "DetachVolumeResponse", f"{ids}<status>detaching</status>")


def part(volume: dict) -> None:
    """Detach a volume at once."""
    ec2._detach_volume({"VolumeId": volume["VolumeId"]})


def _part(volume: dict, attachment: dict) -> None:
    # Its instance may have ended meanwhile, and another one have it by now.
    if attachment in volume["Attachments"]:
        part(volume)


def release(instance: dict) -> None:
    """Part a terminated instance from its volumes: those of DeleteOnTermination go, the others are available."""
    for volume, attachment in attached(instance):
        part(volume)
        if attachment["DeleteOnTermination"]:
            ec2._delete_volume({"VolumeId": volume["VolumeId"]})
            ec2._tags.pop(volume["VolumeId"], None)


def apply() -> None:
    """Replace both actions, and let DescribeInstances read the attachments."""
    ec2._ACTION_MAP["AttachVolume"] = answering(
        lambda p: attach(ec2._p(p, "VolumeId"), ec2._p(p, "InstanceId"), ec2._p(p, "Device"))
    )
    ec2._ACTION_MAP["DetachVolume"] = answering(lambda p: detach(ec2._p(p, "VolumeId")))

    mappings_xml = ec2._inst_bdm_xml
    ec2._inst_bdm_xml = lambda instance: mappings_xml({"BlockDeviceMappings": _mappings(instance)})


def _mappings(instance: dict) -> list[dict]:
    return [
        {"DeviceName": attachment["Device"], "Ebs": {**attachment, "Status": attachment["State"]}}
        for _, attachment in attached(instance)
    ]
