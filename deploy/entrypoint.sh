#!/bin/sh
# Starts Harmony as the user PUID:PGID (default 1000:1000), who owns the data folder. Started as another user already (docker run --user), it stays that user.
set -eu

set -- node --max-semi-space-size=4 /app/server/src/main.ts "$@"
if [ "$(id -u)" != 0 ]; then
  exec "$@"
fi

for number in "PUID=$PUID" "PGID=$PGID"; do
  case ${number#*=} in
    '' | *[!0-9]*)
      echo "harmony: ${number%%=*} must be a number, got \"${number#*=}\"." >&2
      exit 78
      ;;
  esac
done
if [ "$PUID" = 0 ]; then
  echo 'harmony: PUID=0 would run Harmony as root. Set PUID and PGID to the user who owns your music.' >&2
  exit 78
fi

# The embedded database looks its user up by number: one that the image does not know (a NAS gives 1026 and the like) gets a name.
getent group "$PGID" >/dev/null || groupadd --gid "$PGID" harmony 2>/dev/null || :
getent passwd "$PUID" >/dev/null ||
  useradd --no-create-home --home-dir "$DATA_DIR" --shell /usr/sbin/nologin --uid "$PUID" --gid "$PGID" harmony 2>/dev/null || :

# Only the folder itself: its content belongs to whoever made it, and a large library would take minutes.
mkdir -p "$DATA_DIR"
if [ "$(stat -c %u:%g "$DATA_DIR")" != "$PUID:$PGID" ]; then
  chown "$PUID:$PGID" "$DATA_DIR"
fi
exec setpriv --reuid "$PUID" --regid "$PGID" --clear-groups --no-new-privs "$@"
