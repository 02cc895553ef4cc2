"""What MiniStack's CloudFormation needs to know of a type."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class ResourceType:
    """One resource type.

    handlers: `create(logical_id, properties, stack_name)` and `update(physical_id, old, new, stack_name, logical_id)`
        give the physical id and what Fn::GetAtt can read; `delete(physical_id, properties)`; `snapshot(…)` likewise,
        for DeletionPolicy: Snapshot. An exception fails the operation with its message.
    replaced_by: the properties whose change replaces the resource.
    tagged: the stack's tags, the aws:cloudformation: ones among them, are merged into its `Tags`.
    waits: the handlers wait for something, so they run in a thread and must reach the stores by `on_loop`.
    """

    handlers: dict[str, Callable]
    replaced_by: tuple[str, ...]
    tagged: bool = False
    waits: bool = False


def succeed(answer: tuple) -> None:
    """Raise what one of MiniStack's own handlers answered, if it refused."""
    status, _headers, body = answer
    if status >= 400:
        raise ValueError(body.decode())
