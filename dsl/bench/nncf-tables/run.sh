#!/usr/bin/env bash
# Writes the models and NNCF's tables into dsl/onnx/src/test/resources/nncf. Arguments go to generate.py.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
venv=$here/../target/nncf-venv

mkdir -p "$here/../target"
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
# CI=true: NNCF sends no usage statistics.
export CI=true PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0
exec "$venv/bin/python" "$here/generate.py" "$@"
