"""DescribeInstances and DescribeVolumes honour their filters, and refuse a filter they do not know.

MiniStack ignores most filters of instances in silence: whoever asks for the volumes of one zone, or for the instances
of a misspelt filter, gets all of them and stops or formats the wrong one.
"""

from collections.abc import Callable, Iterable, Mapping

from ministack.services import ec2

from patches.ec2_errors import Ec2Error, answering
from patches.markets import SPOT, market_of
from patches.volumes import attached

Values = Callable[[dict], Iterable[str]]

INSTANCE_FILTERS: Mapping[str, Values] = {
    "availability-zone": lambda i: [i["Placement"]["AvailabilityZone"]],
    "block-device-mapping.volume-id": lambda i: [volume["VolumeId"] for volume, _ in attached(i)],
    "image-id": lambda i: [i["ImageId"]],
    "instance-id": lambda i: [i["InstanceId"]],
    "instance-lifecycle": lambda i: [SPOT] if market_of(i) == SPOT else [],
    "instance-state-code": lambda i: [str(i["State"]["Code"])],
    "instance-state-name": lambda i: [i["State"]["Name"]],
    "instance-type": lambda i: [i["InstanceType"]],
    "instance.group-id": lambda i: [group["GroupId"] for group in i["SecurityGroups"]],
    "private-dns-name": lambda i: [i["PrivateDnsName"]],
    "private-ip-address": lambda i: [i["PrivateIpAddress"]],
    "subnet-id": lambda i: [i["SubnetId"]],
    "vpc-id": lambda i: [i["VpcId"]],
}
VOLUME_FILTERS: Mapping[str, Values] = {
    "attachment.delete-on-termination": lambda v: [str(a["DeleteOnTermination"]).lower() for a in v["Attachments"]],
    "attachment.device": lambda v: [a["Device"] for a in v["Attachments"]],
    "attachment.instance-id": lambda v: [a["InstanceId"] for a in v["Attachments"]],
    "attachment.status": lambda v: [a["State"] for a in v["Attachments"]],
    "availability-zone": lambda v: [v["AvailabilityZone"]],
    "encrypted": lambda v: [str(v["Encrypted"]).lower()],
    "size": lambda v: [str(v["Size"])],
    "snapshot-id": lambda v: [v["SnapshotId"]],
    "status": lambda v: [v["State"]],
    "volume-id": lambda v: [v["VolumeId"]],
    "volume-type": lambda v: [v["VolumeType"]],
}


def passes(resource: dict, asked: Mapping[str, list[str]], known: Mapping[str, Values]) -> bool:
    """Say whether each filter finds one of its patterns (`*` and `?` are wildcards) among the resource's values."""
    return all(
        any(ec2._glob_match(pattern, value) for pattern in patterns for value in known[name](resource))
        for name, patterns in asked.items()
        if not _names_a_tag(name)
    )


def apply() -> None:
    """Replace the matching; MiniStack's own matching of tags is right and stays."""
    ec2._matches_filters = lambda instance, asked: (
        ec2._resource_matches_tag_filters(instance["InstanceId"], asked) and passes(instance, asked, INSTANCE_FILTERS)
    )
    ec2._volume_matches_filters = lambda volume, asked: passes(volume, asked, VOLUME_FILTERS)
    _refuse_unknown("DescribeInstances", INSTANCE_FILTERS)
    _refuse_unknown("DescribeVolumes", VOLUME_FILTERS)


def _names_a_tag(name: str) -> bool:
    return name.startswith("tag:") or name == "tag-key"


def _refuse_unknown(action: str, known: Mapping[str, Values]) -> None:
    describe = ec2._ACTION_MAP[action]

    def refusing(params: dict) -> tuple:
        for name in ec2._parse_filters(params):
            if name not in known and not _names_a_tag(name):
                # EC2 has more filters than these: one that our programs come to need is added above.
                raise Ec2Error("InvalidParameterValue", f"The filter '{name}' is invalid")
        return describe(params)

    ec2._ACTION_MAP[action] = answering(refusing)
