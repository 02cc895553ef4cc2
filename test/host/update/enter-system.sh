#!/usr/bin/env bash
# Runs the command $3… where /etc, /opt, /var, /run, /tmp, /root and /usr/local are those below the folder $2 and all else
# is this machine's, seen from the empty folder $1. To be called in a mount namespace, which it leaves to the kernel to end.
set -euo pipefail

root=$1 own=$2
shift 2

mount -t tmpfs tmpfs "$root"
for name in bin sbin lib lib32 lib64; do
  if [[ -L /$name ]]; then
    ln -s "$(readlink "/$name")" "$root/$name"
  elif [[ -d /$name ]]; then
    mkdir "$root/$name"
    mount --rbind "/$name" "$root/$name"
  fi
done
for name in usr proc dev; do
  mkdir "$root/$name"
  mount --rbind "/$name" "$root/$name"
done
for name in etc opt var run tmp root usr/local; do
  mkdir -p "$root/$name"
  mount --bind "$own/$name" "$root/$name"
done
exec chroot "$root" "$@"
