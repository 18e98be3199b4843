#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes an openQA needle of a description of the window.

make-needle.py STATE.json TAG [ID ...] > TAG.json

Each ID is an accessible id whose widget has to look as in the picture; without one it is the whole window. What the
clock or the run decides is excluded. Put the needle beside a grab of the whole screen, TAG.png, taken while the window
was at the upper left corner; openQA reads both.
"""
import json
import sys


def make_area(kind, rect, offset):
    area = {"type": kind, "xpos": rect["x"] + offset["x"], "ypos": rect["y"] + offset["y"], "width": rect["width"],
            "height": rect["height"]}
    if kind == "match":
        area["match"] = 95
    return area


def find_rects(state, ids):
    """The rectangles of the widgets and cells with these ids, in their order."""
    known = {}
    for widget in state["widgets"]:
        for part in [widget] + [cell for row in widget.get("rows", []) for cell in row["cells"]]:
            if "id" in part and "rect" in part:
                known[part["id"]] = part["rect"]
    missing = [name for name in ids if name not in known]
    if missing:
        sys.exit("make-needle.py: the window does not show " + ", ".join(missing))
    return [known[name] for name in ids]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        state = json.load(file)
    window = state["window"]
    whole = {"x": 0, "y": 0, "width": window["width"], "height": window["height"]}
    rects = find_rects(state, sys.argv[3:]) or [whole]
    areas = [make_area("match", rect, window) for rect in rects]
    areas += [make_area("exclude", mask["rect"], window) for mask in state["masks"]]
    json.dump({"area": areas, "properties": [], "tags": [sys.argv[2]]}, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
