#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the outbox with dogtail: reads why an item is stuck, resends it, and photographs each state.

Run it in a session with accessibility, such as: dbus-run-session -- xvfb-run -a python3 journey-dogtail.py
"""
import os
import subprocess
import sys

from dogtail import tree
from dogtail.utils import screenshot


def wait_until_ready(pipe):
    """Each line says that the window has settled once more."""
    line = pipe.readline()
    if not line.startswith("ready "):
        sys.exit("The program has ended.")


def find(root, accessible_id):
    """By the id, which no translation changes."""
    return root.findChild(lambda node: node.get_accessible_id() == accessible_id)


def main():
    read_end, write_end = os.pipe()
    program = subprocess.Popen(["notifysync", "--scenario", "article-416", "--size", "1024x640",
                                "--ready-fd", str(write_end)],
                               pass_fds=[write_end])
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        wait_until_ready(pipe)
        outbox = tree.root.application("io.github.notifysync.Outbox")
        find(outbox, "action.show-problem").doActionNamed("click")
        wait_until_ready(pipe)
        cell = find(outbox, "outbox.row.5.summary")
        print("The item:", cell.name)
        screenshot("problem")
    program.terminate()
    return program.wait()


if __name__ == "__main__":
    sys.exit(main())
