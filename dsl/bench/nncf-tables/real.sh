#!/usr/bin/env bash
# Tables of one real model, as its file is and as Octet simplifies it: real.sh NAME FILE.onnx writes
# dsl/onnx/src/test/resources/nncf/real/NAME.{original,simplified}.{performance,transformer}.txt. Needs a built kernel/target/octet.jar.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$here/../target/nncf
tables=$root/dsl/onnx/src/test/resources/nncf/real

mkdir -p "$work" "$tables"
cp "$2" "$work/$1.original.onnx"
java -cp "$root/kernel/target/octet.jar" "$here/Simplify.java" "$2" "$work/$1.simplified.onnx"
for form in original simplified; do
    "$here/run.sh" --model "$work/$1.$form.onnx" --out "$tables/$1.$form.performance.txt" --preset PERFORMANCE
    "$here/run.sh" --model "$work/$1.$form.onnx" --out "$tables/$1.$form.transformer.txt" --model-type TRANSFORMER
done
