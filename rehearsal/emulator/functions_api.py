"""The control seam of functions: as whom each one calls AWS, so that a test can try what it may do.

GET /_catnap/functions/<name>/session   {role, accessKeyId, secretAccessKey, token}; 404 without such a function
"""

import re

from ministack.core.lambda_runtime import execution_credentials
from ministack.core.responses import request_scope
from ministack.services import lambda_svc

from control_seam import Answer, Route


def _session(name: str) -> Answer:
    for (account, region, known), function in lambda_svc._functions.all_items():
        if known == name:
            with request_scope(account, region):
                credentials = execution_credentials(function["config"])
            return 200, {
                "role": function["config"]["Role"].rsplit("/", 1)[-1],
                "accessKeyId": credentials["AWS_ACCESS_KEY_ID"],
                "secretAccessKey": credentials["AWS_SECRET_ACCESS_KEY"],
                "token": credentials["AWS_SESSION_TOKEN"],
            }
    return 404, {"message": f"no function {name}"}


ROUTES = (Route("GET", re.compile(r"/_catnap/functions/([^/]+)/session"), _session),)
