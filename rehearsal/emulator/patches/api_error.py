"""Refusals of an AWS API as exceptions, so that one reads as one line wherever it is found."""

from collections.abc import Callable
from functools import wraps
from xml.sax.saxutils import escape

Handler = Callable[[dict], tuple]


class ApiError(Exception):
    """A request that is refused; `code` is one of the API's own, as is the wording of the message."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{message} (code: {code})")
        self.code = code
        self.message = message
        self.status = status


def answering_by(kind: type[ApiError], write: Callable[[str, str, int], tuple]) -> Callable[[Handler], Handler]:
    """Turn errors of that kind, raised by the handler of an action, into what `write` makes of them."""

    def answering(handler: Handler) -> Handler:
        @wraps(handler)
        def answer(params: dict) -> tuple:
            try:
                return handler(params)
            except kind as error:
                return write(error.code, escape(error.message), error.status)

        return answer

    return answering
