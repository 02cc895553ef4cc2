#!/bin/sh
# As much of systemctl(1) as user data and the updater need: it writes down what it is asked for, enables by links, and
# starts a oneshot for as long as it takes; of other services it only sees to it that they are there.
ROOT=${CATNAP_ROOT:-}
UNITS=$ROOT/etc/systemd/system
WANTS=$UNITS/multi-user.target.wants
echo "$*" >> "$ROOT/var/log/systemctl"

verb='' now='' units=''
for word in "$@"; do
  case $word in
    --now) now=yes ;;
    --no-block) ;;
    -*) echo "unknown option $word" >&2; exit 1 ;;
    *) if [ -z "$verb" ]; then verb=$word; else units="$units $word"; fi ;;
  esac
done

value() { sed -n "s|^$2=||p" "$UNITS/$1"; }

start() (
  [ "$(value "$1" Type)" = oneshot ] || exit 0
  set -a
  # shellcheck source=/dev/null
  . "$ROOT$(value "$1" EnvironmentFile)"
  "$ROOT$(value "$1" ExecStart)" >> "$ROOT/var/log/journal" 2>&1
)

for unit in $units; do
  if [ ! -e "$UNITS/$unit" ]; then
    echo "Unit $unit not found." >&2
    exit 5
  fi
  case $verb in
    enable) mkdir -p "$WANTS" && ln -sf "../$unit" "$WANTS/$unit" && { [ -z "$now" ] || start "$unit"; } || exit 1 ;;
    disable) rm -f "$WANTS/$unit" ;;
    start) start "$unit" || exit 1 ;;
    *) echo "unknown verb $verb" >&2; exit 1 ;;
  esac
done
