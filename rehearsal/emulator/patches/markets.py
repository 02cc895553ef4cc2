"""The market that an instance was launched from; MiniStack knows none, so that nobody could tell spot instances."""

from ministack.services import ec2

SPOT = "spot"
ON_DEMAND = "on-demand"


def market_of(instance: dict) -> str:
    """Give the market of an instance."""
    return instance.get("_market", ON_DEMAND)


def launched_from(instance: dict, market: str) -> None:
    """Note the market of an instance."""
    instance["_market"] = market


def apply() -> None:
    """Add the element at the end of an instance's description; an on-demand instance has none."""
    instance_xml = ec2._instance_xml

    def with_market(instance: dict) -> str:
        element = "<instanceLifecycle>spot</instanceLifecycle>" if market_of(instance) == SPOT else ""
        return instance_xml(instance).removesuffix("</item>") + element + "</item>"

    ec2._instance_xml = with_market
