"""What MiniStack 1.5.33 lacks for this project, one file per idea; each says what was missing and why it matters.

The patches reach into private functions of MiniStack, hence its exact version in requirements.txt. Instances, groups,
volumes, tags and the rest live in MiniStack's stores; the patches keep no state of their own but what goes wrong
(faults.py) and what was mailed (sns_messages.py). Requests, and the changes of state that time brings, run on
MiniStack's one event loop, so they need no lock.
"""

from patches import (
    cloudformation_types,
    faults,
    filters,
    group_actions,
    group_descriptions,
    group_members,
    iam_auto_scaling,
    iam_dynamodb,
    iam_ec2,
    iam_route53,
    iam_secure_transport,
    iam_ssm,
    instance_states,
    instances,
    markets,
    metadata_options,
    modify_instance,
    s3_bucket_tags,
    schedules,
    sns_messages,
    state_reasons,
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
        state_reasons,
        markets,
        modify_instance,
        group_members,
        group_actions,
        group_descriptions,
        s3_bucket_tags,
        schedules,
        sns_messages,
        iam_ec2,
        iam_auto_scaling,
        iam_dynamodb,
        iam_route53,
        iam_ssm,
        iam_secure_transport,
        cloudformation_types,
        faults,  # Around the actions as they are after all the others.
    ):
        patch.apply()
