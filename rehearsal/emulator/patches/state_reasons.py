"""DescribeInstances tells why an instance stopped or ended; MiniStack never does.

Whoever decides over a host must tell a person's stop, which is to stick, from one of AWS's own.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StateReason.html lists the codes; the texts are those of
recorded answers of EC2.
"""

import time
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ministack.services import ec2


@dataclass(frozen=True)
class StateReason:
    """Why the state is what it is: EC2's `code`, what it says about it, and the text of StateTransitionReason."""

    code: str
    said: str
    transition: str


def by_user() -> StateReason:
    """Somebody called the API, at this moment."""
    now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
    return StateReason("Client.UserInitiatedShutdown", "User initiated shutdown", f"User initiated ({now} GMT)")


def by_code(code: str) -> StateReason:
    """Nobody called the API: AWS stopped it, its start failed, or the machine shut itself down. One of SAID."""
    # EC2 calls a machine's own shutdown user initiated too, but names no time.
    transition = "User initiated" if code == INSTANCE_INITIATED else code
    return StateReason(code, SAID[code], transition)


INSTANCE_INITIATED = "Client.InstanceInitiatedShutdown"
SAID = {
    INSTANCE_INITIATED: "Instance initiated shutdown",
    "Client.InternalError": "Client error on launch",
    "Server.InsufficientInstanceCapacity": "Insufficient capacity to satisfy instance request",
    "Server.InternalError": "Internal error on launch",
    "Server.ScheduledStop": "Stopped due to a scheduled retirement",
    "Server.SpotInstanceShutdown": "Spot instance shutdown",
    "Server.SpotInstanceTermination": "Spot instance termination",
}


def apply() -> None:
    """Add both elements at the end of an instance's description."""
    instance_xml = ec2._instance_xml

    def with_reasons(instance: dict) -> str:
        reason: StateReason | None = instance.get("_state_reason")
        elements = f"<reason>{escape(reason.transition)}</reason>" if reason else "<reason/>"
        if reason:
            message = escape(f"{reason.code}: {reason.said}")
            elements += f"<stateReason><code>{escape(reason.code)}</code><message>{message}</message></stateReason>"
        return instance_xml(instance).removesuffix("</item>") + elements + "</item>"

    ec2._instance_xml = with_reasons
