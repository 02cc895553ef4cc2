"""Starts the emulator of AWS, and ends it whole.

    python rehearsal/emulator/launcher.py

Environment, all optional:

GATEWAY_PORT             port on 127.0.0.1, of the AWS endpoint and of the control seam /_catnap/; default 4566
CATNAP_PENDING_SECONDS   how long an instance is `pending` before it is `running`; default 2
CATNAP_STOPPING_SECONDS  how long it is `stopping` or `shutting-down`; default 2; not with CATNAP_MACHINES
CATNAP_DETACHING_SECONDS how long a volume is `detaching`; default 1
CATNAP_MACHINES          `1`: somebody runs a machine for each instance, and reports to /_catnap/machines
                         when it is off; no timer ends `stopping` and `shutting-down`
CATNAP_MINUTE_SECONDS    length of a minute in `rate()` schedules, and of the time after which an Auto Scaling group
                         tries again to launch what it could not; default 60
CATNAP_PARENT_PID        end when this process is gone
LOG_LEVEL                of MiniStack; default WARNING

It is ready when `GET /_ministack/health` answers. SIGTERM, SIGINT and SIGHUP end it at once: nothing in it
is worth saving, and MiniStack itself ignores a signal while a custom resource hangs. Therefore the server runs
in a child process with a process group of its own, in which the Lambda workers are too, and the whole group
is killed.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

SERVER = Path(__file__).with_name("server.py")
PASSED_ON = (
    "PATH",  # a Lambda function runs in the `node` found there
    "LANG",
    "LOG_LEVEL",
    "GATEWAY_PORT",
    "CATNAP_PENDING_SECONDS",
    "CATNAP_STOPPING_SECONDS",
    "CATNAP_DETACHING_SECONDS",
    "CATNAP_MACHINES",
    "CATNAP_MINUTE_SECONDS",
)
SECONDS_BETWEEN_LOOKS = 0.2


def server_environment(environment: Mapping[str, str], folder: str) -> dict[str, str]:
    """Name what the server may know: MiniStack hands its whole environment to every Lambda function.

    A function's AWS_ENDPOINT_URL in particular is MiniStack's own address only if the server has none.
    """
    return {
        "LOG_LEVEL": "WARNING",
        "GATEWAY_PORT": "4566",
        **{name: environment[name] for name in PASSED_ON if name in environment},
        # IAM decides over every request, by the policies of whoever signed it. The key of twelve digits may do all.
        "AUTH": "true",
        "AWS_SECRET_ACCESS_KEY": "rehearsal",
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "HOME": folder,
        "TMPDIR": folder,
        "S3_DATA_DIR": os.path.join(folder, "s3"),
        "STATE_DIR": os.path.join(folder, "state"),
        # Both would listen on ports of their own.
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }


def parent_watch(environment: Mapping[str, str]) -> Callable[[], bool]:
    """Give the question whether the process named by CATNAP_PARENT_PID is gone."""
    if "CATNAP_PARENT_PID" not in environment:
        return lambda: False
    parent = int(environment["CATNAP_PARENT_PID"])
    if parent == os.getppid():
        # A dead parent can linger as a zombie that still answers signals; who the parent is changes at once.
        return lambda: os.getppid() != parent

    def gone() -> bool:
        try:
            os.kill(parent, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass  # It is there, and somebody else's.
        return False

    return gone


def main() -> int:
    """Run the server until it ends, a signal comes, or the parent is gone; the exit code is the server's, or 0."""
    parent_gone = parent_watch(os.environ)
    asked_to_end = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda *_: asked_to_end.set())
    with tempfile.TemporaryDirectory(prefix="catnap-emulator-", ignore_cleanup_errors=True) as folder:
        # The pipe to the server's stdin is its life line: should this process be killed, the server reads its end.
        server = subprocess.Popen(
            [sys.executable, "-B", str(SERVER), folder],  # -B: leave no __pycache__ in the clone
            stdin=subprocess.PIPE,
            env=server_environment(os.environ, folder),
            start_new_session=True,
        )
        while server.poll() is None and not parent_gone() and not asked_to_end.wait(SECONDS_BETWEEN_LOOKS):
            pass
        ended_by_itself = server.poll() is not None
        # macOS answers EPERM for a group in which only zombies are left.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    return server.returncode if ended_by_itself else 0


if __name__ == "__main__":
    sys.exit(main())
