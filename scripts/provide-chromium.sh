#!/usr/bin/env bash
# Installs Debian's Chromium for the browser tests, unless there is one (or PYWRY_CHROMIUM names one).
set -euo pipefail

for candidate in "${PYWRY_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$candidate" ] && command -v "$candidate" >/dev/null; then
    exit 0
  fi
done
"$(dirname "$0")/apt-install.sh" chromium fonts-dejavu-core
