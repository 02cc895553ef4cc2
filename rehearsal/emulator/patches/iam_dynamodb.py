"""IAM decides over DynamoDB by the partition keys that a request names, dynamodb:LeadingKeys.

MiniStack has no such condition key, and `ForAllValues` is true of no values at all: a host could read and write the
rows of every target. Of a transaction all keys are shown to each of its items, which comes to the same as one by one.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
"""

import json
import re
from collections.abc import Iterator

from ministack.core import iam_actions
from ministack.services import dynamodb

EQUALS = re.compile(r"([#\w.-]+)\s*=\s*(:\w+)")


def apply() -> None:
    """Wrap what finds the condition keys of a request."""
    without_keys = iam_actions.dynamodb_service_context

    def service_context(body: bytes) -> dict:
        context = without_keys(body)
        keys = [str(value) for typed in _partition_keys(json.loads(body or b"{}")) for value in typed.values()]
        return {**context, "dynamodb:LeadingKeys": keys} if keys else context

    iam_actions.dynamodb_service_context = service_context


def _partition_keys(request: dict) -> Iterator[dict]:
    """Give the value of each partition key that a request names, as DynamoDB types it: {"S": "kafka"}."""
    yield from _of_item(request.get("TableName", ""), request)
    for item in request.get("TransactItems", []):
        for member in item.values():
            yield from _of_item(member.get("TableName", ""), member)
    for table, asked in request.get("RequestItems", {}).items():
        for key in asked["Keys"] if isinstance(asked, dict) else []:
            yield from _of_item(table, {"Key": key})
        for write in asked if isinstance(asked, list) else []:
            for member in write.values():
                yield from _of_item(table, member)


def _of_item(table_name: str, member: dict) -> Iterator[dict]:
    table = dynamodb._tables.get(table_name.rsplit("/", 1)[-1])
    if table is None:
        return
    partition = table["pk_name"]
    for holder in ("Key", "Item"):
        if partition in member.get(holder, {}):
            yield member[holder][partition]
    names, values = member.get("ExpressionAttributeNames", {}), member.get("ExpressionAttributeValues", {})
    for name, value in EQUALS.findall(member.get("KeyConditionExpression", "")):
        if names.get(name, name) == partition and value in values:
            yield values[value]
