"""DescribeInstanceAttribute shows the user data; in MiniStack it always reads back empty."""

from ministack.services import ec2

from patches.ec2_errors import answering, find_instance


def apply() -> None:
    """Answer for that one attribute."""
    describe = ec2._ACTION_MAP["DescribeInstanceAttribute"]

    def with_user_data(params: dict) -> tuple:
        if ec2._p(params, "Attribute") != "userData":
            return describe(params)
        instance = find_instance(ec2._p(params, "InstanceId"))
        value = f"<value>{instance['UserData']}</value>" if instance["UserData"] else ""
        inner = f"<instanceId>{instance['InstanceId']}</instanceId><userData>{value}</userData>"
        return ec2._xml(200, "DescribeInstanceAttributeResponse", inner)

    ec2._ACTION_MAP["DescribeInstanceAttribute"] = answering(with_user_data)
