# shellcheck shell=bash
# Runs the command "$@" in place of this shell, in the process group of this shell, so that it cannot outlive whoever
# holds the other end of file descriptor 3: when that end closes, also because its holder was killed, the group is
# killed. The guard is no child of the command, which may wait for all of its own.
(
  (
    # What is meant for the command goes to the whole group; only SIGKILL is meant for the guard too.
    trap '' HUP INT QUIT TERM
    read -r -u 3 _
    kill -KILL 0
  ) < /dev/null > /dev/null 2>&1 &
)
exec 3<&-
exec "$@"
