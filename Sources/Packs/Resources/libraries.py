"""Finds WeasyPrint's libraries without asking a compiler; to be imported before WeasyPrint.

WeasyPrint 70 tries several names for each of its libraries. For those that aren't there under a name, Python's `ctypes` asks `gcc`,
`ld` and `ldconfig`: some fifty programs, before the name is tried by which the system knows the library.
"""

import ctypes.util
import sys

if sys.platform == "linux":
    ctypes.util.find_library = lambda name: None
