"""DescribeInstances tells whether IMDSv2 is required, so that a test can hold a stack to it; MiniStack does not."""

from ministack.services import ec2

DEFAULTS = {
    "State": "applied",
    "HttpTokens": "optional",
    "HttpPutResponseHopLimit": 1,
    "HttpEndpoint": "enabled",
}


def apply() -> None:
    """Add the element at the end of an instance's description."""
    instance_xml = ec2._instance_xml

    def with_metadata_options(instance: dict) -> str:
        options = {**DEFAULTS, **instance.get("MetadataOptions", {})}
        members = "".join(
            f"<{name[0].lower()}{name[1:]}>{value}</{name[0].lower()}{name[1:]}>" for name, value in options.items()
        )
        return instance_xml(instance).removesuffix("</item>") + f"<metadataOptions>{members}</metadataOptions></item>"

    ec2._instance_xml = with_metadata_options
