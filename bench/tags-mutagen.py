"""Prints what mutagen reads in the audio file of the first argument as JSON: every text by the name of its frame, and the SHA-256 of each picture."""
import base64, hashlib, json, sys

import mutagen
from mutagen.flac import Picture

file = mutagen.File(sys.argv[1])
texts, covers = {}, []


def say(name, value):
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    texts.setdefault(name, []).append(str(value))


def picture(data):
    covers.append(hashlib.sha256(bytes(data)).hexdigest())


for block in getattr(file, "pictures", []):
    picture(block.data)
for name, value in file.tags.items() if hasattr(file.tags, "items") else file.tags:
    if name.startswith("APIC"):
        picture(value.data)
    elif name == "covr":
        for each in value:
            picture(each)
    elif name.lower() == "metadata_block_picture":
        for each in value:
            picture(Picture(base64.b64decode(each)).data)
    elif name.lower().startswith("cover art"):
        picture(value.value.split(b"\0", 1)[1])
    elif name.startswith("UFID"):
        say(name, value.data)
    elif name in ("TIPL", "TMCL", "IPLS"):
        for role, person in value.people:
            say(name, person)
    elif name in ("trkn", "disk"):
        for number, total in value:
            say(name, f"{number}/{total}")
    elif hasattr(value, "text"):
        for each in value.text if isinstance(value.text, list) else [value.text]:
            say(name, each)
    else:
        for each in value if isinstance(value, (list, tuple)) else str(value).split("\0"):
            say(name, each)
json.dump({"texts": texts, "covers": covers}, sys.stdout, ensure_ascii=True)
