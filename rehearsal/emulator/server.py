"""MiniStack with our patches and the control seam, as one ASGI server.

Started by launcher.py, with the folder for temporary files, which ends with the emulator, as its argument.
"""

import asyncio
import os
import shutil
import signal
import sys
import threading

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app

import control_seam
import faults_api
import functions_api
import machines_api
import mails_api
import settings
from patches import apply_patches

ROUTES = machines_api.ROUTES + functions_api.ROUTES + faults_api.ROUTES + mails_api.ROUTES


def end_with_launcher(folder: str) -> None:
    """Kill this process group, the Lambda workers in it too, when the launcher has gone without doing so."""
    os.read(sys.stdin.fileno(), 1)  # Nothing is ever written to it: it ends with the launcher.
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def main() -> None:
    """Serve until killed."""
    threading.Thread(target=end_with_launcher, args=[sys.argv[1]], daemon=True).start()
    settings.hide_from_functions()
    apply_patches()
    config = Config()
    address = f"127.0.0.1:{os.environ['GATEWAY_PORT']}"
    config.bind = [address]
    config.loglevel = os.environ["LOG_LEVEL"]
    # Longer than the AWS SDKs keep an idle connection, so that they never write into one that is being closed.
    config.keep_alive_timeout = 75
    try:
        asyncio.run(serve(control_seam.in_front_of(app, ROUTES), config))
    except OSError as error:
        sys.exit(f"cannot listen on {address}: {error.strerror}; give a port that is free in GATEWAY_PORT")


if __name__ == "__main__":
    main()
