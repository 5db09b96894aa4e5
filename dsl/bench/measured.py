"""The measured processes of one model: each tool's float pass, its quantization, and the evaluation of all files."""

import json
import os
import pathlib
import subprocess
import sys

import models
import peers

HERE = pathlib.Path(__file__).parent
TARGET = HERE / "target"
OCTET = HERE.parents[1] / "kernel/target/octet.jar"
LIBRARIES = next((TARGET / "env/lib").glob("python*/site-packages/openvino/libs"), "")
# The collector is the one that the kernel runs with.
JAVA = ["java", "-XX:+UseSerialGC", f"-Doctet.openvino.path={LIBRARIES}", "-cp", f"{TARGET / 'classes'}:{OCTET}"]
SECONDS = 900  # a process is stopped after that
OCTETS = {"onnx": "octet", "openvino": "octet_openvino"}
FLOATS = {"onnx": "float", "openvino": "float_openvino"}


def engine(tool):
    """The runtime that runs what the tool writes: onnx or openvino."""
    return "openvino" if tool.endswith("openvino") else "onnx"


def process(command, report):
    """Runs a process that writes a report; what goes wrong is the report if it does not."""
    report.unlink(missing_ok=True)
    environment = os.environ | {"PYTHONPATH": str(HERE), "NNCF_CI": "1"}  # the latter: nothing is sent home
    options = {"capture_output": True, "text": True, "timeout": SECONDS, "env": environment, "cwd": report.parent}
    try:
        done = subprocess.run(list(map(str, command)), **options)
    except subprocess.TimeoutExpired:
        return {"error": f"stopped after {SECONDS} s"}
    if not report.exists():
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return {"error": f"ended with {done.returncode}: {last[:160]}"}
    return json.loads(report.read_text())


class Model:
    """A model's folder under target/, built when it is not there."""

    def __init__(self, name):
        self.name = name
        self.folder = TARGET / name
        self.report = self.folder / "report.json"
        self.module = models.module(name)
        if not (self.folder / "eval.npz").exists():
            print(f"{name}: building", file=sys.stderr)
            self.folder.mkdir(exist_ok=True)
            self.module.build(TARGET / "unpacked", self.folder)

    def file(self, tool):
        return self.folder / tool / ("int8.xml" if engine(tool) == "openvino" else "int8.onnx")

    def ir(self):
        """The model as OpenVINO's converter makes it of the ONNX file, in f32."""
        file = self.folder / "model.xml"
        if not file.exists():
            import openvino

            openvino.save_model(openvino.convert_model(self.folder / "model.onnx"), file, compress_to_fp16=False)
        return file

    def source(self, tool):
        """The float file that a tool is given."""
        if engine(tool) == "openvino":
            return self.ir()
        peer = self.folder / "peer.onnx"
        return peer if tool in peers.NAMES and peer.exists() else self.folder / "model.onnx"

    def cost(self, tool, count, ignored=()):
        """A float pass over so many samples, and the quantization right after it."""
        self.file(tool).parent.mkdir(exist_ok=True)
        self.file(tool).unlink(missing_ok=True)
        passed = self.run("pass", tool, count)
        return {"pass": passed, **self.run("quantize", tool, count, ignored)}

    def run(self, kind, tool, count, ignored=()):
        files = [self.source(tool), self.folder / "calib.npz", count, self.file(tool), self.report]
        if tool in peers.NAMES:
            python = TARGET / ("env-inc" if tool == "inc" else "env") / "bin/python"
            return process([python, HERE / "worker.py", kind, tool, self.name, *files], self.report)
        if kind == "quantize" and tool == "octet_all":
            kind = "quantize-all"
        return process([*JAVA, "Quantize", kind, *files, *ignored], self.report)

    def evaluate(self, tools, rounds):
        """What files of one engine are worth, by tool; the float file is "float" or "float_openvino", and "prepared" is it
        pre-processed by ONNX Runtime."""
        name = "openvino" if engine(tools[0]) == "openvino" else "onnx"
        files = {FLOATS[name]: self.source(OCTETS[name])}
        if rounds and name == "onnx":
            files["prepared"] = self.folder / "ort_minmax/prepared.onnx"
        return self.worth(files | {tool: self.file(tool) for tool in tools}, rounds)

    def worth(self, files, rounds):
        """What the files are worth that are there, by the same keys; the first is float."""
        files = {tool: str(file) for tool, file in files.items() if file.exists()}
        command = [sys.executable, HERE / "evaluate.py", self.name, self.folder / "eval.npz", rounds, self.report]
        found = process([*command, *files.values()], self.report)
        if "error" in found:
            sys.exit(f"{self.name}: the evaluation {found['error']}")
        return {tool: found[file] for tool, file in files.items()}
