"""A session of an instance's role, for its metadata service to hand out.

MiniStack's own metadata service hands out keys that nothing knows.
"""

import hashlib

from ministack.core.responses import get_account_id
from ministack.services import iam, sts


def of(instance: dict) -> dict[str, str] | None:
    """Give the role's name and its session, the same one as long as the instance lives; None without a role."""
    role = _role(instance)
    if role is None:
        return None
    instance_id = instance["InstanceId"]
    key, secret, token = (
        hashlib.sha256(f"{part} {instance_id} {role}".encode()).hexdigest() for part in ("key", "secret", "token")
    )
    access_key = f"ASIA{key[:16].upper()}"
    if access_key not in sts._sessions:
        session = {
            "Arn": f"arn:aws:sts::{get_account_id()}:assumed-role/{role}/{instance_id}",
            "UserId": f"{role}:{instance_id}",
            "SecretAccessKey": secret,
            "SessionToken": token,
        }
        sts.register_session(access_key, session)
    return {"role": role, "accessKeyId": access_key, "secretAccessKey": secret, "token": token}


def _role(instance: dict) -> str | None:
    given = instance.get("IamInstanceProfile")
    # The profile may have been deleted before the instance.
    profile = given and iam._lookup_instance_profile(arn=given["Arn"])
    return next(iter(profile["Roles"]), None) if profile else None
