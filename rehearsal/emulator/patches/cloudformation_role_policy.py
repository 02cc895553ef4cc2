"""AWS::IAM::RolePolicy: one inline policy of one role."""

import json

from ministack.services import iam

from patches.resource_type import ResourceType, succeed


def _put(properties: dict) -> None:
    succeed(
        iam._put_role_policy(
            {
                "RoleName": properties["RoleName"],
                "PolicyName": properties["PolicyName"],
                "PolicyDocument": json.dumps(properties["PolicyDocument"]),
            }
        )
    )


def _create(_logical_id: str, properties: dict, _stack_name: str) -> tuple:
    _put(properties)
    return f"{properties['PolicyName']}|{properties['RoleName']}", {}


def _update(physical_id: str, _old: dict, new: dict, _stack_name: str, _logical_id: str | None = None) -> tuple:
    _put(new)
    return physical_id, {}


def _delete(_physical_id: str, properties: dict) -> None:
    role = iam._roles.get(properties["RoleName"])
    # The role may have been deleted before, with its policies.
    if role:
        role["InlinePolicies"].pop(properties["PolicyName"], None)


ROLE_POLICY = ResourceType(
    handlers={"create": _create, "update": _update, "delete": _delete},
    replaced_by=("PolicyName", "RoleName"),
)
