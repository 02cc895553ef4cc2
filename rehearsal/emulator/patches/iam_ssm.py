"""IAM decides over GetParametersByPath by the path; MiniStack decides by `*`, and refuses what AWS allows."""

import json

from ministack.core import iam_actions


def apply() -> None:
    """Wrap what finds the resource of a request."""
    first_resource = iam_actions.extract_resource_arn

    def extract_resource_arn(
        service: str, method: str, path: str, headers: dict, body: bytes, params: dict, region: str, account: str
    ) -> str:
        if service == "ssm" and headers.get("x-amz-target") == "AmazonSSM.GetParametersByPath":
            asked = json.loads(body).get("Path", "")
            return f"arn:aws:ssm:{region}:{account}:parameter{asked}"
        return first_resource(service, method, path, headers, body, params, region, account)

    iam_actions.extract_resource_arn = extract_resource_arn
