"""Errors of the Auto Scaling API as exceptions, as ec2_errors.py has them for EC2."""

from collections.abc import Callable
from functools import wraps
from xml.sax.saxutils import escape

from ministack.services import autoscaling


class AutoScalingError(Exception):
    """A request that Auto Scaling refuses; code and wording are its own."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{message} (code: {code})")
        self.code = code
        self.message = message
        self.status = status


def answering(handler: Callable[[dict], tuple]) -> Callable[[dict], tuple]:
    """Turn an AutoScalingError raised by the handler of an action into the answer that the AWS SDKs understand."""

    @wraps(handler)
    def answer(params: dict) -> tuple:
        try:
            return handler(params)
        except AutoScalingError as error:
            return autoscaling._error(error.code, escape(error.message), error.status)

    return answer


def find_group(name: str) -> dict:
    """Look a group up, or refuse as Auto Scaling does."""
    group = autoscaling._asgs.get(name)
    if group is None:
        message = f"AutoScalingGroup name not found - AutoScalingGroup {name} not found"
        raise AutoScalingError("ValidationError", message)
    return group
