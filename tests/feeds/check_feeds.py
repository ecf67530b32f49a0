"""Reads Atom feeds as a feed reader does and prints, as JSON, what is wrong with them.

    check_feeds.py ROOT FEED…      (paths of the feeds relative to ROOT)
"""

import json
import pathlib
import sys

import feedparser


def check(root, name):
    """Problems of one feed: dictionaries with file, rule, message."""
    problems = []

    def add(rule, message):
        problems.append({"file": name, "rule": rule, "message": message})

    feed = feedparser.parse(
        (pathlib.Path(root) / name).read_bytes(),
        response_headers={"content-type": "application/atom+xml; charset=utf-8"},
    )
    if feed.bozo:
        add("feed-bozo", f"feedparser: {feed.bozo_exception!r}")
    if feed.version != "atom10":
        add("feed-version", f"read as {feed.version or 'nothing'}, not as Atom 1.0")
    for field in ("title", "id", "updated"):
        if not feed.feed.get(field):
            add("feed-field", f"the feed has no {field}")
    seen = set()
    for number, entry in enumerate(feed.entries, 1):
        for field in ("title", "link", "id", "updated"):
            if not entry.get(field):
                add("feed-field", f"entry {number} has no {field}")
        if entry.get("updated") and not entry.get("updated_parsed"):
            add("feed-date", f"entry {number}: {entry.updated} is not a date")
        if entry.get("id") in seen:
            add("feed-id-twice", f"two entries with the id {entry.id}")
        seen.add(entry.get("id"))
        if not entry.get("author") and not feed.feed.get("author"):
            add("feed-author", f"entry {number} has no author, nor has the feed")
    return problems


def main():
    """Checks every feed named on the command line."""
    root, *names = sys.argv[1:]
    json.dump([problem for name in names for problem in check(root, name)], sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
