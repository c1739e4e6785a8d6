"""How often Python looks for garbage."""

from __future__ import annotations

import atexit
import gc
from functools import cache


@cache  # a process calls it for each part of its work
def look_for_garbage_seldom() -> None:
    """For processes that end with their work: hardly any of what reading pages makes is garbage before that, and looking for it
    costs a seventh of the time. Half a million objects are less than 100 MB. At the end Python would look through all that is
    left, which for a site of 1,000 pages takes half a second, right before the memory is given back as a whole."""
    gc.set_threshold(500_000)
    atexit.register(gc.freeze)
