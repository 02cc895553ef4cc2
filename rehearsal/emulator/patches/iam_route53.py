"""IAM decides over ChangeResourceRecordSets by the names, types and actions of its changes.

MiniStack has no such condition keys, and `ForAllValues` is true of no values at all: a broker could write any name.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
"""

from ministack.core import iam_actions
from ministack.services import route53

ACTION = "route53:ChangeResourceRecordSets"


def apply() -> None:
    """Wrap what finds the condition keys of a request."""
    tags_of_request = iam_actions.request_tag_context

    def request_context(service: str, action: str, body: bytes, params: dict) -> dict:
        changes = _changes(body) if action == ACTION else []
        keys = {
            f"{ACTION}Actions": [change for change, _ in changes],
            f"{ACTION}NormalizedRecordNames": [_normalized(record["Name"]) for _, record in changes],
            f"{ACTION}RecordTypes": [record["Type"] for _, record in changes],
        }
        return {**tags_of_request(service, action, body, params), **(keys if changes else {})}

    iam_actions.request_tag_context = request_context


def _changes(body: bytes) -> list[tuple[str, dict]]:
    request = route53._parse_body(body)
    batch = None if request is None else route53._find(request, "ChangeBatch")
    changes = None if batch is None else route53._find(batch, "Changes")
    if changes is None:
        return []
    return [
        (route53._text(change, "Action"), route53._parse_record_set(route53._find(change, "ResourceRecordSet")))
        for change in route53._findall(changes, "Change")
    ]


def _normalized(name: str) -> str:
    """Give a name as the condition key has it: in small letters, without a dot at its end."""
    return name.lower().rstrip(".")
