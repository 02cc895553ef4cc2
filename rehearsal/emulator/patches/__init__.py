"""What MiniStack 1.5.33 lacks for this project, one file per idea; each says what was missing and why it matters.

The patches reach into private functions of MiniStack, hence its exact version in requirements.txt. They keep no state
of their own: instances, volumes, tags and the rest live in MiniStack's stores. Requests, and the changes of state that
time brings, run on MiniStack's one event loop, so they need no lock.
"""

from patches import (
    cloudformation_types,
    filters,
    instance_states,
    instances,
    metadata_options,
    s3_bucket_tags,
    schedules,
    user_data,
    volumes,
)


def apply_patches() -> None:
    """Patch MiniStack in this process."""
    for patch in (
        instance_states,
        instances,
        volumes,
        filters,
        user_data,
        metadata_options,
        s3_bucket_tags,
        schedules,
        cloudformation_types,
    ):
        patch.apply()
