"""SNS refuses what it refuses on AWS, and what its e-mail subscribers would read can be read at the control seam.

MiniStack takes any text for JSON with a message for each protocol, and drops what goes to an address.
"""

import json
from dataclasses import dataclass

from ministack.services import sns

# https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: less than 100 characters.
LONGEST_SUBJECT = 99


@dataclass(frozen=True)
class Mail:
    """What a confirmed address would get, without what SNS adds about unsubscribing."""

    topic: str
    to: str
    subject: str
    text: str


mails: list[Mail] = []


def apply() -> None:
    """Wrap what every publisher of MiniStack goes through."""
    publish, fan_out = sns.publish_internal, sns._fanout

    def publish_checked(topic: str, message: str | dict | list, subject: str = "", **more) -> dict | None:
        _check_subject(subject)
        if more.get("message_structure") == "json":
            _check_structure(message)
        return publish(topic, message, subject, **more)

    def fan_out_to_mails(
        topic: str,
        message_id: str,
        message: str,
        subject: str,
        message_structure: str = "",
        message_attributes: dict | None = None,
        **more,
    ) -> None:
        fan_out(topic, message_id, message, subject, message_structure, message_attributes, **more)
        text = sns._resolve_message_for_protocol(message, message_structure, "email")
        for subscription in (sns._topic_by_arn_any_scope(topic) or {}).get("subscriptions", []):
            wanted = sns._matches_filter_policy(subscription, message_attributes or {}, text)
            if wanted and subscription["protocol"] == "email":
                mails.append(Mail(topic, subscription["endpoint"], subject, text))

    sns.publish_internal = publish_checked
    sns._fanout = fan_out_to_mails


def _check_subject(subject: str) -> None:
    if len(subject) > LONGEST_SUBJECT or not subject.isprintable():
        raise sns.SnsPublishError("InvalidParameter", "Invalid parameter: Subject")


def _check_structure(message: str | dict | list) -> None:
    try:
        messages = json.loads(message) if isinstance(message, str) else message
    except ValueError:
        messages = None
    if not isinstance(messages, dict):
        raise sns.SnsPublishError(
            "InvalidParameter", "Invalid parameter: Message Structure - JSON message body failed to parse"
        )
    if not isinstance(messages.get("default"), str):
        raise sns.SnsPublishError(
            "InvalidParameter", "Invalid parameter: Message Structure - No default entry in JSON message body"
        )
