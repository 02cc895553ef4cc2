"""What a mixed instances policy says: of which types and of which market a group's instances are.

MiniStack ignores the policy. The allocation strategy is not played: the first of the types that can be had is taken.

https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html
"""

import math

from patches.markets import ON_DEMAND, SPOT

# Of a group without a policy, and what a policy means that leaves them out.
ALL_ON_DEMAND = {"OnDemandBaseCapacity": 0, "OnDemandPercentageAboveBaseCapacity": 100}


def merged(policy: dict | None, given: dict) -> dict:
    """Give the policy after an update: what is not given of it stays. Numbers come as text in a request."""
    old = policy or {}
    distribution = {
        name: int(value) if str(value).isdigit() else value
        for name, value in given.get("InstancesDistribution", {}).items()
    }
    return {
        "LaunchTemplate": {**old.get("LaunchTemplate", {}), **given.get("LaunchTemplate", {})},
        "InstancesDistribution": {**ALL_ON_DEMAND, **old.get("InstancesDistribution", {}), **distribution},
    }


def wanted(group: dict) -> dict[str, int]:
    """Say how many instances of each market the group should have."""
    distribution = (group.get("MixedInstancesPolicy") or {}).get("InstancesDistribution", ALL_ON_DEMAND)
    desired = group["DesiredCapacity"]
    base = min(desired, distribution["OnDemandBaseCapacity"])
    above = math.ceil((desired - base) * distribution["OnDemandPercentageAboveBaseCapacity"] / 100)
    return {ON_DEMAND: base + above, SPOT: desired - base - above}


def template_of(group: dict) -> dict:
    """Give the launch template specification of a group, empty if it has none."""
    policy = group.get("MixedInstancesPolicy")
    return policy["LaunchTemplate"].get("LaunchTemplateSpecification", {}) if policy else group["LaunchTemplate"]


def types_of(group: dict) -> list[str]:
    """List the instance types that the policy allows, in its order; none: that of the launch template."""
    policy = group.get("MixedInstancesPolicy") or {"LaunchTemplate": {}}
    overrides = policy["LaunchTemplate"].get("Overrides", [])
    return [override["InstanceType"] for override in overrides if "InstanceType" in override]
