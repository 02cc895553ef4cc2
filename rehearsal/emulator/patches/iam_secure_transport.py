"""Every request counts as one by TLS (aws:SecureTransport).

The emulator speaks plain HTTP on this machine alone, so that everything that refuses what is not encrypted, such as the
bucket of the CDK's bootstrap, would refuse everybody.
"""

from ministack.core import iam_evaluator


def apply() -> None:
    """Wrap the resolution of condition keys."""
    resolve = iam_evaluator._resolve_condition_key
    iam_evaluator._resolve_condition_key = lambda key, context: (
        "true" if key.lower() == "aws:securetransport" else resolve(key, context)
    )
