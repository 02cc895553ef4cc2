"""IAM decides over GetParametersByPath by the path, and over PutParameter by whether it may overwrite, ssm:Overwrite.

MiniStack decides over the former by `*`, and refuses what AWS allows; the latter's condition key it does not have, and
refuses a host that makes passwords of its own where there are none. A request that does not say has no such key.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
"""

import json

from ministack.core import iam_actions


def apply() -> None:
    """Wrap what finds the resource and the condition keys of a request."""
    first_resource = iam_actions.extract_resource_arn
    tags_of_request = iam_actions.request_tag_context

    def extract_resource_arn(
        service: str, method: str, path: str, headers: dict, body: bytes, params: dict, region: str, account: str
    ) -> str:
        if service == "ssm" and headers.get("x-amz-target") == "AmazonSSM.GetParametersByPath":
            asked = json.loads(body).get("Path", "")
            return f"arn:aws:ssm:{region}:{account}:parameter{asked}"
        return first_resource(service, method, path, headers, body, params, region, account)

    def request_context(service: str, action: str, body: bytes, params: dict) -> dict:
        overwrite = json.loads(body).get("Overwrite") if action == "ssm:PutParameter" else None
        keys = {} if overwrite is None else {"ssm:Overwrite": json.dumps(overwrite)}
        return {**tags_of_request(service, action, body, params), **keys}

    iam_actions.extract_resource_arn = extract_resource_arn
    iam_actions.request_tag_context = request_context
