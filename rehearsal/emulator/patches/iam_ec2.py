"""IAM decides over EC2 by every resource that a request names, by their tags, and by the attribute that it changes.

MiniStack looks at the first instance of a request alone, and knows no tags of EC2's resources and no attributes.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
"""

import re
from collections.abc import Iterator

from ministack.core import iam_actions
from ministack.core.responses import get_account_id, get_region
from ministack.services import ec2, tagging

from patches import modify_instance

TYPES = {"i-": "instance", "vol-": "volume"}
# What names such a resource in a request, one or several.
NAMES = re.compile(r"(InstanceId|VolumeId|ResourceId)(\.\d+)?")


def apply() -> None:
    """Replace what MiniStack finds out about a request; what names neither instance nor volume it still finds out."""
    tagging._RESOURCE_TAG_COLLECTORS["ec2"] = _tags
    first_resource = iam_actions.extract_resource_arn
    other_resources = iam_actions.verified_access_resource_arns
    tags_of_request = iam_actions.request_tag_context

    def extract_resource_arn(
        service: str, method: str, path: str, headers: dict, body: bytes, params: dict, region: str, account: str
    ) -> str:
        if service == "ec2" and (resources := _resources(params)):
            return resources[0]
        return first_resource(service, method, path, headers, body, params, region, account)

    def all_resources(params: dict, region: str, account: str) -> list[str]:
        return _resources(params) or other_resources(params, region, account)

    def request_context(service: str, action: str, body: bytes, params: dict) -> dict:
        attributes = _attributes(params) if action == "ec2:ModifyInstanceAttribute" else {}
        return {**tags_of_request(service, action, body, params), **attributes}

    iam_actions.extract_resource_arn = extract_resource_arn
    # Of all actions of EC2 it is asked for the resources after the first one.
    iam_actions.verified_access_resource_arns = all_resources
    iam_actions.request_tag_context = request_context


def _resources(params: dict) -> list[str]:
    if ec2._p(params, "Action").startswith("Describe"):
        return ["*"]
    ids = [ec2._p(params, name) for name in params if NAMES.fullmatch(name)]
    return [_arn(resource_id) for resource_id in ids if resource_id.startswith(tuple(TYPES))]


def _arn(resource_id: str) -> str:
    kind = TYPES[resource_id[: resource_id.index("-") + 1]]
    return f"arn:aws:ec2:{get_region()}:{get_account_id()}:{kind}/{resource_id}"


def _tags() -> Iterator[tuple[str, list[dict]]]:
    for resource_id in [*ec2._instances, *ec2._volumes]:
        yield _arn(resource_id), ec2._tags.get(resource_id, [])


def _attributes(params: dict) -> dict[str, str]:
    """Name the attribute; its value is a condition key of its own, which a request for another attribute lacks."""
    change = modify_instance.asked(params)
    return {"ec2:Attribute": change[0], f"ec2:Attribute/{change[0]}": change[1]} if change else {}
