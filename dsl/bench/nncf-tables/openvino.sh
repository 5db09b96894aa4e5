#!/usr/bin/env bash
# Writes the models of the ONNX tables as IR, and NNCF's tables for them, into dsl/openvino/src/test/resources/nncf.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
venv=$here/../target/nncf-venv

mkdir -p "$here/../target"
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
export CI=true PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0
exec "$venv/bin/python" "$here/openvino_tables.py" "$@"
