"""An instance is launched where its subnet is: in its zone, with a free address of its range, and pending at first.

MiniStack puts every instance in zone `a` with a random address in 10.0.0.0/16, running. Then a volume of another zone
would attach, and the private name, which the host advertises to its clients, would not belong to the subnet.
"""

import ipaddress

from ministack.core.responses import get_region
from ministack.services import ec2

from patches.ec2_errors import Ec2Error, answering
from patches.instance_states import enter
from patches.volumes import attached

# The first four addresses of a subnet and its last one are AWS's own.
# https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
RESERVED_FIRST = 4
RESERVED_LAST = 1


def free_address(subnet: dict) -> str:
    """Give the lowest address of the subnet that no instance has."""
    taken = {i["PrivateIpAddress"] for i in ec2._instances.values() if i["State"]["Name"] != "terminated"}
    network = ipaddress.ip_network(subnet["CidrBlock"])
    for offset in range(RESERVED_FIRST, network.num_addresses - RESERVED_LAST):
        address = str(network[offset])
        if address not in taken:
            return address
    raise Ec2Error("InsufficientFreeAddressesInSubnet", f"There are no free addresses in '{subnet['SubnetId']}'.")


def private_name(address: str) -> str:
    """Give the DNS name that EC2 derives from a private address; it survives a stop, as the address does."""
    region = get_region()
    domain = "ec2.internal" if region == "us-east-1" else f"{region}.compute.internal"
    return f"ip-{address.replace('.', '-')}.{domain}"


def apply() -> None:
    """Wrap what every launch in MiniStack goes through."""
    launch_anywhere = ec2._launch_instances_internal

    def launch(*, subnet_id: str, count: int, requested_private_ip: str = "", **asked) -> list[dict]:
        subnet = ec2._subnets.get(subnet_id)
        if subnet is None:
            raise Ec2Error("InvalidSubnetID.NotFound", f"The subnet ID '{subnet_id}' does not exist")
        launched = []
        for _ in range(count):
            address = requested_private_ip or free_address(subnet)
            (instance,) = launch_anywhere(subnet_id=subnet_id, count=1, requested_private_ip=address, **asked)
            instance["PrivateDnsName"] = private_name(address)
            instance["Placement"]["AvailabilityZone"] = subnet["AvailabilityZone"]
            for volume, _attachment in attached(instance):
                volume["AvailabilityZone"] = subnet["AvailabilityZone"]
            enter(instance, "pending")
            launched.append(instance)
        return launched

    ec2._launch_instances_internal = launch
    ec2._ACTION_MAP["RunInstances"] = answering(ec2._run_instances)
