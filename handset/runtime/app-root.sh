#!/bin/sh
# Runs a command in a root folder that has what an app may see and nothing else of this machine. Must run in a mount namespace and a network
# namespace of its own; handset/src/runtime/app-root.ts makes the folder and writes the arguments:
#   app-root.sh ROOT [ro|rw SOURCE TARGET]... -- [NAME=VALUE]... COMMAND...
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
root=$1
shift

ip link set lo up
mount --bind "$root" "$root"
while [ "$1" != -- ]; do
  # A recursive bind where the system allows no other: parts of it are mounts that this user namespace may not take apart.
  mount --bind "$2" "$root$3" 2> /dev/null || mount --rbind "$2" "$root$3"
  if [ "$1" = ro ]; then
    # A user namespace may add flags to a mount and take none away, so a source that is noexec stays so.
    mount -o remount,bind,ro,nosuid,nodev "$root$3" 2> /dev/null || mount -o remount,bind,ro,nosuid,nodev,noexec "$root$3"
  fi
  shift 3
done
shift
mount -o remount,bind,ro,nosuid "$root" 2> /dev/null || mount -o remount,bind,ro,nosuid,nodev "$root"

# umount reads /proc. The device's own /proc comes to light below it.
mount --rbind /proc "$root/proc"
umount=$(command -v umount)
setpriv=$(command -v setpriv)
env=$(command -v env)
cd "$root"
pivot_root . .host
# The tools of the machine are reached once more by relative paths: a folder that is in use outlives its unmounting. `env` leaves it.
cd /.host
".$umount" -l /.host
".$umount" -l /proc
exec ".$setpriv" --pdeathsig KILL --no-new-privs --inh-caps=-all --bounding-set=-all ".$env" -C / -i "$@"
