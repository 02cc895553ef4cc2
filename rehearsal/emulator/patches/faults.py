"""EC2 and Auto Scaling refuse what the control seam was told to refuse: no capacity, throttling, a futile start.

None of it ever happens in MiniStack, so no client of ours would be seen to survive it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ministack.services import autoscaling, ec2

from patches import auto_scaling_errors, ec2_errors, instance_states, state_reasons
from patches.auto_scaling_errors import AutoScalingError
from patches.ec2_errors import Ec2Error
from patches.markets import ON_DEMAND, market_of

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
    zones: only for instances in these zones; empty: in all.
    market: only for instances of this market; None: of both.
    times: how many requests, or attempts of a group to launch, it befalls; None: all.
    """

    code: str
    message: str
    types: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    market: str | None = None
    times: int | None = None

    def concerns(self, types: set[str], zones: set[str], markets: set[str]) -> bool:
        """Say whether it befalls a request about such instances."""
        return (
            (not self.types or bool(types & set(self.types)))
            and (not self.zones or bool(zones & set(self.zones)))
            and (self.market is None or self.market in markets)
        )


# What is wrong with which action, as the control seam has set it.
faults: dict[str, Fault] = {}


def of_launch(instance_type: str, zone: str, market: str) -> Fault | None:
    """Give the fault of launches that befalls a group's launch of such an instance, if any; it is not counted yet."""
    fault = faults.get("RunInstances")
    return fault if fault and fault.concerns({instance_type}, {zone}, {market}) else None


def count(action: str) -> None:
    """Count that the fault of an action has befallen somebody."""
    times = faults[action].times
    if times == 1:
        del faults[action]
    elif times:
        faults[action] = replace(faults[action], times=times - 1)


def apply() -> None:
    """Put every action of both services under the faults."""
    for action, handler in list(ec2._ACTION_MAP.items()):
        ec2._ACTION_MAP[action] = ec2_errors.answering(_faulty(action, handler, Ec2Error))
    for action, handler in list(autoscaling._ACTION_MAP.items()):
        autoscaling._ACTION_MAP[action] = auto_scaling_errors.answering(_faulty(action, handler, AutoScalingError))


def _faulty(
    action: str, handler: Callable[[dict], tuple], refusal: type[Ec2Error] | type[AutoScalingError]
) -> Callable[[dict], tuple]:
    def handle(params: dict) -> tuple:
        fault = faults.get(action)
        if fault is None or not fault.concerns(*_asked(params)):
            return handler(params)
        count(action)
        if fault.code not in state_reasons.SAID:
            raise refusal(fault.code, fault.message, SERVER_ERRORS.get(fault.code, 400))
        answer = handler(params)
        for instance in _named_instances(params):
            if instance["State"]["Name"] == "pending":
                instance_states.fail_start(instance, state_reasons.by_code(fault.code))
        return answer

    return handle


def _asked(params: dict) -> tuple[set[str], set[str], set[str]]:
    """Name the types, zones and markets of the instances that a request is about."""
    named = _named_instances(params)
    types = {instance["InstanceType"] for instance in named} | {ec2._p(params, "InstanceType")}
    subnet = ec2._subnets.get(ec2._p(params, "SubnetId") or ec2._DEFAULT_SUBNET_ID, {})
    zones = {instance["Placement"]["AvailabilityZone"] for instance in named} or {subnet.get("AvailabilityZone", "")}
    return types, zones, {market_of(instance) for instance in named} or {ON_DEMAND}


def _named_instances(params: dict) -> list[dict]:
    ids = [*ec2._parse_member_list(params, "InstanceId"), ec2._p(params, "InstanceId")]
    return [ec2._instances[instance_id] for instance_id in ids if instance_id in ec2._instances]
