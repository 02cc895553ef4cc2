"""ModifyInstanceAttribute changes the size and the user data of a stopped instance; MiniStack has no such action.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html
"""

import re

from ministack.services import ec2

from patches.ec2_errors import Ec2Error, answering, find_instance

# What can be changed, by its name as a parameter; `Attribute` says it with a small letter.
ATTRIBUTES = ("InstanceType", "UserData")
INSTANCE_TYPE = re.compile(r"[a-z][a-z0-9-]*\.[a-z0-9-]+")


def apply() -> None:
    """Enter the action."""
    ec2._ACTION_MAP["ModifyInstanceAttribute"] = answering(_modify)


def asked(params: dict) -> tuple[str, str] | None:
    """Give the name and the new value of the attribute that a request is about; None if it is another one."""
    attribute = ec2._p(params, "Attribute")
    for name in ATTRIBUTES:
        if f"{name}.Value" in params:
            return name, ec2._p(params, f"{name}.Value")
        if attribute == name[0].lower() + name[1:]:
            return name, ec2._p(params, "Value")
    return None


def _modify(params: dict) -> tuple:
    instance = find_instance(ec2._p(params, "InstanceId"))
    change = asked(params)
    if change is None:
        raise Ec2Error("UnsupportedOperation", f"The emulator can change {' and '.join(ATTRIBUTES)} alone")
    name, value = change
    if instance["State"]["Name"] != "stopped":
        raise Ec2Error(
            "IncorrectInstanceState", f"The instance '{instance['InstanceId']}' is not in the 'stopped' state."
        )
    if name == "InstanceType" and not INSTANCE_TYPE.fullmatch(value):
        raise Ec2Error("InvalidParameterValue", f"Invalid value '{value}' for InstanceType.")
    instance[name] = value
    return ec2._xml(200, "ModifyInstanceAttributeResponse", "<return>true</return>")
