#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a picture with its reference, with the tolerance that Playwright's toHaveScreenshot() has.

compare-pictures.py REFERENCE.png PICTURE.png [--state STATE.json] [--threshold 0.2] [--max-diff-pixels 0]
                    [--diff DIFF.png]

A pixel differs where its colour does by more than the threshold (0 to 1). What STATE.json has as masks is left out.
Needs ImageMagick. Ends with 0 if the pictures are the same, 1 if not, 2 on wrong use.
"""
import argparse
import json
import subprocess
import sys
import tempfile


def draw_masks(picture, masks, out):
    """Paints over what the clock or the run decides."""
    command = ["convert", picture, "-strip", "-fill", "magenta"]
    for mask in masks:
        rect = mask["rect"]
        command += ["-draw", "rectangle %d,%d %d,%d" % (rect["x"], rect["y"], rect["x"] + rect["width"] - 1,
                                                        rect["y"] + rect["height"] - 1)]
    subprocess.run(command + [out], check=True)


def size_of(picture):
    """Such as `1024x640`."""
    return subprocess.run(["identify", "-format", "%wx%h", picture], check=True, stdout=subprocess.PIPE).stdout


def count_differences(reference, picture, threshold, diff):
    """The number of pixels that differ; None where the sizes do."""
    if size_of(reference) != size_of(picture):
        return None
    command = ["compare", "-metric", "AE", "-fuzz", "%g%%" % (threshold * 100), reference, picture, diff or "null:"]
    result = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if result.returncode > 1:
        sys.exit("compare-pictures.py: " + result.stderr.strip())
    return int(float(result.stderr.split()[0]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reference")
    parser.add_argument("picture")
    parser.add_argument("--state")
    parser.add_argument("--threshold", type=float, default=0.2)
    parser.add_argument("--max-diff-pixels", type=int, default=0)
    parser.add_argument("--diff")
    arguments = parser.parse_args()
    masks = []
    if arguments.state:
        with open(arguments.state, encoding="utf-8") as file:
            masks = json.load(file)["masks"]

    with tempfile.TemporaryDirectory() as folder:
        draw_masks(arguments.reference, masks, folder + "/reference.png")
        draw_masks(arguments.picture, masks, folder + "/picture.png")
        differing = count_differences(folder + "/reference.png", folder + "/picture.png", arguments.threshold,
                                      arguments.diff)
    if differing is None:
        print("The pictures have different sizes.")
        return 1
    print("%d pixels differ, %d masks" % (differing, len(masks)))
    return 0 if differing <= arguments.max_diff_pixels else 1


if __name__ == "__main__":
    sys.exit(main())
