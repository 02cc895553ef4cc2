"""AWS::EC2::Instance.

Like CloudFormation it waits: a created instance is `running`, a deleted one `terminated`, before the stack goes on.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from ministack.services import ec2

from patches import instance_properties, instance_states, volumes
from patches.ec2_errors import find_instance
from patches.event_loop import on_loop
from patches.resource_type import ResourceType

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html
INTERRUPTING = ("InstanceType", "UserData")
REPLACING = (
    "AvailabilityZone",
    "BlockDeviceMappings",
    "ImageId",
    "KeyName",
    "LaunchTemplate",
    "NetworkInterfaces",
    "PrivateIpAddress",
    "SubnetId",
)
# Longer than any state lasts, unless nobody reports a machine off.
LONGEST_WAIT_SECONDS = 300
SECONDS_BETWEEN_LOOKS = 0.05


def _create(_logical_id: str, properties: dict, _stack_name: str) -> tuple:
    instance = on_loop(instance_properties.launch, properties)
    _wait_until(instance, "running")
    for volume in properties.get("Volumes", []):
        on_loop(volumes.attach, volume["VolumeId"], instance["InstanceId"], volume["Device"])
    return instance["InstanceId"], instance_properties.attributes(instance)


def _update(physical_id: str, old: dict, new: dict, _stack_name: str, _logical_id: str | None = None) -> tuple:
    instance = find_instance(physical_id)
    if any(old.get(name) != new.get(name) for name in INTERRUPTING):
        with _stopped(instance):
            on_loop(instance_properties.configure, instance, old, new)
    else:
        on_loop(instance_properties.configure, instance, old, new)
    return physical_id, instance_properties.attributes(instance)


def _delete(physical_id: str, _properties: dict) -> None:
    instance = ec2._instances.get(physical_id)
    if instance:
        on_loop(instance_states.change, "TerminateInstances", [physical_id])
        _wait_until(instance, "terminated")


@contextmanager
def _stopped(instance: dict) -> Iterator[None]:
    """Stop an instance for a change, and start it, even if it slept before.

    "Changing the UserData stops and then starts the instance", says the reference, and nothing of one that is stopped.
    """
    _wait_until(instance, "running", "stopped")
    on_loop(instance_states.change, "StopInstances", [instance["InstanceId"]])
    _wait_until(instance, "stopped")
    yield
    on_loop(instance_states.change, "StartInstances", [instance["InstanceId"]])
    _wait_until(instance, "running")


def _wait_until(instance: dict, *states: str) -> None:
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while instance["State"]["Name"] not in states:
        if time.monotonic() > deadline:
            raise TimeoutError(
                f"{instance['InstanceId']} is still {instance['State']['Name']} after {LONGEST_WAIT_SECONDS} s, not "
                f"{' or '.join(states)}: with CATNAP_MACHINES=1 somebody must report that its machine is off"
            )
        time.sleep(SECONDS_BETWEEN_LOOKS)


INSTANCE = ResourceType(
    handlers={"create": _create, "update": _update, "delete": _delete},
    replaced_by=REPLACING,
    tagged=True,
    waits=True,
)
