"""Tags of an AWS::S3::Bucket reach the bucket.

MiniStack drops them. CDK's `autoDeleteObjects` empties only a bucket that carries its tag, so a destroy fails.
"""

from ministack.services import s3
from ministack.services.cloudformation import provisioners

BUCKET = "AWS::S3::Bucket"


def apply() -> None:
    """Wrap creation and update, and have the stack's own tags reach the buckets too."""
    handler = provisioners._RESOURCE_HANDLERS[BUCKET]
    create, update = handler["create"], handler["update"]

    def create_tagged(logical_id: str, properties: dict, stack_name: str) -> tuple:
        name, attributes = create(logical_id, properties, stack_name)
        _tag(name, {}, properties)
        return name, attributes

    def update_tagged(physical_id: str, old: dict, new: dict, stack_name: str) -> tuple:
        name, attributes = update(physical_id, old, new, stack_name)
        _tag(name, old, new)
        return name, attributes

    handler.update(create=create_tagged, update=update_tagged)
    provisioners._STACK_TAG_PROPERTY[BUCKET] = ("Tags", "list")


def _tag(bucket: str, old: dict, new: dict) -> None:
    tags = dict(s3._bucket_tags.get(bucket) or {})
    provisioners._reconcile_tag_map(tags, old, new)
    if tags:
        s3._bucket_tags[bucket] = tags
    else:
        s3._bucket_tags.pop(bucket, None)
