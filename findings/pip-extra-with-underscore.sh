#!/usr/bin/env bash
# Expected lxml[html_clean] and lxml[html-clean] name the same extra (names of extras are normalized), and what pip cannot install
#          makes it fail.
# Happens  The pip that ships with Python 3.11.7 looks only for the spelling asked for, warns, installs lxml without the extra and
#          ends with 0; pip check is content; importing lxml.html.clean fails. jusText asks for the extra with an underscore, so
#          trafilatura, which needs jusText, cannot be imported. A newer pip installs it.
# With     pip 23.2.1 and 26.1, lxml 6.1.3, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   pip 23.2.1: exit 0, check 0, lxml_html_clean missing
#   pip 26.1: exit 0, check 0, lxml_html_clean there
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pip==23.2.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import subprocess
import sys


def pip(*words):
    return subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True).returncode


def install():
    installed = pip("install", "--quiet", "lxml[html_clean]==6.1.3")
    there = subprocess.run([sys.executable, "-c", "import lxml.html.clean"], capture_output=True).returncode == 0
    return installed, pip("check"), "there" if there else "missing"


old = install()
if pip("install", "--quiet", "pip==26.1"):
    raise SystemExit(2)
new = install()
for version, (installed, checked, word) in (("23.2.1", old), ("26.1", new)):
    print(f"pip {version}: exit {installed}, check {checked}, lxml_html_clean {word}")
assert old == (0, 0, "missing") and new == (0, 0, "there"), "changed"
PY
