"""Errors of the Auto Scaling API as the AWS SDKs understand them."""

from ministack.services import autoscaling

from patches.api_error import ApiError, answering_by


class AutoScalingError(ApiError):
    """A request that Auto Scaling refuses."""


answering = answering_by(AutoScalingError, autoscaling._error)


def find_group(name: str) -> dict:
    """Look a group up, or refuse as Auto Scaling does."""
    group = autoscaling._asgs.get(name)
    if group is None:
        message = f"AutoScalingGroup name not found - AutoScalingGroup {name} not found"
        raise AutoScalingError("ValidationError", message)
    return group
