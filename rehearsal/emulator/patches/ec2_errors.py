"""Errors of the EC2 API as exceptions, so that a refusal reads as one line wherever it is found."""

from collections.abc import Callable
from functools import wraps
from xml.sax.saxutils import escape

from ministack.services import ec2


class Ec2Error(Exception):
    """A request that EC2 refuses; `code` is one of EC2's own, as is the wording of the message."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{message} (code: {code})")
        self.code = code
        self.message = message
        self.status = status


def answering(handler: Callable[[dict], tuple]) -> Callable[[dict], tuple]:
    """Turn an Ec2Error raised by the handler of an action into the answer that the AWS SDKs understand."""

    @wraps(handler)
    def answer(params: dict) -> tuple:
        try:
            return handler(params)
        except Ec2Error as error:
            return ec2._error(error.code, escape(error.message), error.status)

    return answer


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
