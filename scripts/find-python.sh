#!/usr/bin/env bash
# Prints the newest Python this package supports that really runs here; a name on the PATH may be a mere signpost.
set -euo pipefail

for candidate in python3.13 python3.12 python3.11 python3.10 python3; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
    command -v "$candidate"
    exit 0
  fi
done
echo "No Python 3.10 or later runs here: apt-get install python3 python3-venv" >&2
exit 1
