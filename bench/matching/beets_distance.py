"""Scores candidates with beets' own track distance: one JSON line in, one out.

in:  {"wanted": {"title", "artist", "length"}, "files": [{"title", "artist", "length"}]}
out: [distance, ...]  (0 the same .. 1 different)
Needs Debian's package `beets` (apt-get install beets).
"""
import json
import sys

sys.path.append('/usr/share/beets')  # where Debian keeps it

sys.dont_write_bytecode = True
from beets import config  # noqa: E402
from beets.autotag import hooks, match  # noqa: E402
from beets.library import Item  # noqa: E402

config.read(user=False, defaults=True)
for line in sys.stdin:
    request = json.loads(line)
    wanted = request["wanted"]
    info = hooks.TrackInfo(title=wanted["title"], artist=wanted["artist"], length=wanted["length"], index=None)
    distances = []
    for file in request["files"]:
        item = Item(title=file["title"] or "", artist=file["artist"] or "", length=file["length"] or 0.0, track=0)
        distances.append(match.track_distance(item, info, incl_artist=True).distance)
    sys.stdout.write(json.dumps(distances) + "\n")
    sys.stdout.flush()
