#!/usr/bin/env bash
# make-venv.sh FOLDER: makes a virtual environment, with Debian's python3-venv if that is what it takes.
set -euo pipefail

here="$(dirname "$0")"
python="$("$here/find-python.sh")"
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
  "$here/apt-install.sh" python3-venv
fi
"$python" -m venv "$1"
