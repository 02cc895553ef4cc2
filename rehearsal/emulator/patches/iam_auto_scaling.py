"""IAM decides over Auto Scaling by the group that a request is about, and by its tags.

MiniStack knows a group by its name alone, which TerminateInstanceInAutoScalingGroup does not give, and knows no tags.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2autoscaling.html
"""

from collections.abc import Iterator

from ministack.core import iam_actions
from ministack.services import autoscaling, ec2, tagging

from patches import group_members


def apply() -> None:
    """Wrap what finds the resource and the condition keys of a request."""
    tagging._RESOURCE_TAG_COLLECTORS["autoscaling"] = _tags
    first_resource = iam_actions.extract_resource_arn
    tags_of_request = iam_actions.request_tag_context

    def extract_resource_arn(
        service: str, method: str, path: str, headers: dict, body: bytes, params: dict, region: str, account: str
    ) -> str:
        if service == "autoscaling":
            group = _group(params)
            return group["AutoScalingGroupARN"] if group else "*"
        return first_resource(service, method, path, headers, body, params, region, account)

    def request_context(service: str, action: str, body: bytes, params: dict) -> dict:
        group = _group(params) if service == "autoscaling" else None
        tags = {f"autoscaling:ResourceTag/{tag['Key']}": tag["Value"] for tag in group["Tags"]} if group else {}
        return {**tags_of_request(service, action, body, params), **tags}

    iam_actions.extract_resource_arn = extract_resource_arn
    iam_actions.request_tag_context = request_context


def _group(params: dict) -> dict | None:
    if autoscaling._p(params, "Action").startswith("Describe"):
        return None
    instance = ec2._instances.get(autoscaling._p(params, "InstanceId"))
    if instance:
        return group_members.group_of(instance)
    return autoscaling._asgs.get(autoscaling._p(params, "AutoScalingGroupName"))


def _tags() -> Iterator[tuple[str, list[dict]]]:
    for group in autoscaling._asgs.values():
        yield group["AutoScalingGroupARN"], group["Tags"]
