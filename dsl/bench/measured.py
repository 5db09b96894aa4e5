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
# The collector is the one that the kernel runs with.
JAVA = ["java", "-XX:+UseSerialGC", "-cp", f"{TARGET / 'classes'}:{OCTET}", "Quantize"]
SECONDS = 900  # a process is stopped after that


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
        return self.folder / tool / "int8.onnx"

    def source(self, tool):
        """The float file that a tool is given."""
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
        return process([*JAVA, kind, *files, *ignored], self.report)

    def evaluate(self, tools, rounds):
        """What the files are worth, by tool; "float" is the user's file, "prepared" is it pre-processed by ONNX Runtime."""
        files = {"float": self.folder / "model.onnx"}
        if rounds:
            files["prepared"] = self.folder / "ort_minmax/prepared.onnx"
        files |= {tool: self.file(tool) for tool in tools}
        files = {tool: str(file) for tool, file in files.items() if file.exists()}
        command = [sys.executable, HERE / "evaluate.py", self.name, self.folder / "eval.npz", rounds, self.report]
        found = process([*command, *files.values()], self.report)
        if "error" in found:
            sys.exit(f"{self.name}: the evaluation {found['error']}")
        return {tool: found[file] for tool, file in files.items()}
