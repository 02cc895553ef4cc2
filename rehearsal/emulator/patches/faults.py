"""EC2 refuses what the control seam was told to refuse: no capacity, throttling, a start that comes to nothing.

None of it ever happens in MiniStack, so no client of ours would be seen to survive it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ministack.services import ec2

from patches import instance_states, state_reasons
from patches.ec2_errors import Ec2Error, answering

# The codes that EC2 lists as errors of its own, which the AWS SDKs try again; every other code is the client's mistake.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
SERVER_ERRORS = {
    "InsufficientCapacity": 500,
    "InsufficientHostCapacity": 500,
    "InsufficientInstanceCapacity": 500,
    "InternalError": 500,
    "InternalFailure": 500,
    "RequestLimitExceeded": 503,
    "ServiceUnavailable": 503,
    "Unavailable": 503,
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with an action.

    code: what EC2 answers; or, of StartInstances, one of state_reasons.SAID: the instance is pending and then stopped.
    types: only for instances of these types; empty: for all.
    times: how many requests it befalls; None: all.
    """

    code: str
    message: str
    types: tuple[str, ...] = ()
    times: int | None = None


# What is wrong with which action, as the control seam has set it.
faults: dict[str, Fault] = {}


def apply() -> None:
    """Put every action of EC2 under the faults."""
    for action, handler in list(ec2._ACTION_MAP.items()):
        ec2._ACTION_MAP[action] = answering(_faulty(action, handler))


def _faulty(action: str, handler: Callable[[dict], tuple]) -> Callable[[dict], tuple]:
    def handle(params: dict) -> tuple:
        fault = _take(action, params)
        if fault is None:
            return handler(params)
        if fault.code not in state_reasons.SAID:
            raise Ec2Error(fault.code, fault.message, SERVER_ERRORS.get(fault.code, 400))
        answer = handler(params)
        for instance in _named_instances(params):
            if instance["State"]["Name"] == "pending":
                instance_states.fail_start(instance, state_reasons.by_code(fault.code))
        return answer

    return handle


def _take(action: str, params: dict) -> Fault | None:
    """Give the fault that befalls a request, if any, and count it."""
    fault = faults.get(action)
    if fault is None or (fault.types and not _types(params) & set(fault.types)):
        return None
    if fault.times == 1:
        del faults[action]
    elif fault.times:
        faults[action] = replace(fault, times=fault.times - 1)
    return fault


def _types(params: dict) -> set[str]:
    """Name the types of instances that a request is about."""
    launched = ec2._p(params, "InstanceType")
    return {instance["InstanceType"] for instance in _named_instances(params)} | ({launched} if launched else set())


def _named_instances(params: dict) -> list[dict]:
    ids = [*ec2._parse_member_list(params, "InstanceId"), ec2._p(params, "InstanceId")]
    return [ec2._instances[instance_id] for instance_id in ids if instance_id in ec2._instances]
