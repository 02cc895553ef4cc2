"""Errors of the EC2 API as the AWS SDKs understand them."""

from ministack.services import ec2

from patches.api_error import ApiError, answering_by


class Ec2Error(ApiError):
    """A request that EC2 refuses."""


answering = answering_by(Ec2Error, ec2._error)


def find_instance(instance_id: str) -> dict:
    """Look an instance up, or refuse as EC2 does."""
    if not ec2._INSTANCE_ID_RE.match(instance_id):
        raise Ec2Error("InvalidInstanceID.Malformed", f'Invalid id: "{instance_id}"')
    instance = ec2._instances.get(instance_id)
    if instance is None:
        raise Ec2Error("InvalidInstanceID.NotFound", f"The instance ID '{instance_id}' does not exist")
    return instance


def find_volume(volume_id: str) -> dict:
    """Look a volume up, or refuse as EC2 does."""
    volume = ec2._volumes.get(volume_id)
    if volume is None:
        raise Ec2Error("InvalidVolume.NotFound", f"The volume '{volume_id}' does not exist.")
    return volume
