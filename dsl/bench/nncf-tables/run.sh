#!/usr/bin/env bash
# Writes the models and NNCF's tables into dsl/onnx/src/test/resources/nncf, and of OpenVINO IR into nncf and nncf-ir of
# dsl/openvino/src/test/resources. Arguments go to generate.py, and behind --ir to ir/ir_tables.py alone.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
venv=$here/../target/nncf-venv

mkdir -p "$here/../target"
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
# CI=true: NNCF sends no usage statistics.
export CI=true PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0 OPENVINO_TELEMETRY=0
if [ "${1:-}" = --ir ]; then
    exec "$venv/bin/python" "$here/ir/ir_tables.py" "${@:2}"
fi
"$venv/bin/python" "$here/generate.py" "$@"
if [ $# -eq 0 ]; then
    "$here/openvino.sh"
    "$venv/bin/python" "$here/ir/ir_tables.py"
fi
