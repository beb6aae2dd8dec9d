#!/bin/sh
# WeasyPrint 70.0 with cffi 2.1.1 on Linux: `import weasyprint` starts dozens of other programs, `ldconfig` and, where there is one, the
# compiler and the linker.
#
# WeasyPrint tries several names for each of its seven libraries, those of other systems first. For each name under which a library
# can't be loaded, cffi asks `ctypes.util.find_library`, which looks by `/sbin/ldconfig -p`, then by `gcc` and `ld`. The name that works on
# Linux comes late. With `find_library` out of the way the same libraries are loaded and nothing is started, which on a machine with
# a compiler takes a third of the time off.
#
# Seen: at least twenty programs as it is, none without `find_library`, and pages are made either way.
#
# Ends with 0 as long as that is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet install weasyprint==70.0 pydyf==0.13.0 cffi==2.1.1
cd "$folder"
cat >count.py <<'PYTHON'
import ctypes.util
import sys

if "quiet" in sys.argv:
    ctypes.util.find_library = lambda name: None
started = []
sys.addaudithook(lambda event, what: started.append(what[0]) if event == "subprocess.Popen" else None)
from weasyprint import HTML

HTML(string="<p>Words").write_pdf("page.pdf")
print(len(started))
PYTHON
usual=$("$folder/venv/bin/python" count.py 2>/dev/null)
quiet=$("$folder/venv/bin/python" count.py quiet 2>/dev/null)
echo "programs started: $usual as it is, $quiet without find_library"
[ "$usual" -ge 20 ] && [ "$quiet" -eq 0 ]
