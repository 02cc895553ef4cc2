"""The control seam of e-mail: what the subscribers of SNS topics would read.

GET    /_catnap/mails   all of them, the oldest first: {topic, to, subject, text}
DELETE /_catnap/mails   forgets them; 204
"""

import re
from dataclasses import asdict

from control_seam import Answer, Route
from patches.sns_messages import mails


def _list() -> Answer:
    return 200, [asdict(mail) for mail in mails]


def _forget() -> Answer:
    mails.clear()
    return 204, None


PATH = re.compile(r"/_catnap/mails")
ROUTES = (Route("GET", PATH, _list), Route("DELETE", PATH, _forget))
