"""The results as one table, in Markdown that is plain enough for a terminal."""

import datetime
import importlib.metadata
import math
import os
import pathlib
import platform
import re
import statistics
import subprocess

import measured
import peers

TITLES = {
    "octet": "**Octet**",
    "octet_all": "**Octet, every statistic**",
    "advised": "**Octet, its advice followed**",
    "octet_openvino": "**Octet** on OpenVINO",
    "advised_openvino": "**Octet** on OpenVINO, its advice followed",
    "float_openvino": "float on OpenVINO",
    "float": "float",
    "prepared": "float, pre-processed by ORT",
    "nncf_onnx": "NNCF, ONNX",
    "nncf_openvino": "NNCF on OpenVINO",
    "ort_minmax": "ORT, min-max",
    "ort_entropy": "ORT, entropy",
    "ort_expert": "ORT, by an expert",
    "inc": "Neural Compressor",
}
ORDER = ["float", "prepared", "octet", "octet_all", "advised", "nncf_onnx", "ort_minmax", "ort_entropy", "ort_expert", "inc"]
ORDER += ["float_openvino", "octet_openvino", "advised_openvino", "nncf_openvino"]
HEADS = ["model", "tool", "N", "cost, passes (CPU s)", "memory, MB", "metric", "SQNR dB", "speed", "size", "remarks"]


def machine():
    """What the figures depend on."""
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    jars = sorted(path.stem for path in (measured.OCTET.parent / "lib").glob("onnxruntime-*.jar"))
    packages = ["onnxruntime", "openvino", "onnx", "nncf", "numpy"]
    return {
        "date": datetime.date.today().isoformat(),
        "cpu": f"{os.cpu_count()} cores of {cpu[1] if cpu else platform.machine()}",
        "load": "load average {:.1f} at the start".format(os.getloadavg()[0]),
        "java": f"{java}, {', '.join(jars)}",
        "python": ", ".join(
            [f"Python {platform.python_version()}", *(f"{name} {importlib.metadata.version(name)}" for name in packages)]
        ),
        "inc": "Neural Compressor's: " + ", ".join((measured.HERE / "requirements-inc.txt").read_text().split()),
    }


def markdown(heads, rows):
    """Columns of even width."""
    rows = [heads, *rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def cost_of(costs):
    """In passes, and in CPU seconds."""
    pairs = [(cost["cpu"] / cost["pass"]["cpu"], cost["cpu"]) for cost in costs if "cpu" in cost and "cpu" in cost["pass"]]
    return "{:.2f} ({:.1f})".format(*map(statistics.median, zip(*pairs))) if pairs else ""


def memory_used(costs):
    """Above the float pass, and in all."""
    peaks = [(cost["peak"] - cost["pass"]["peak"], cost["peak"]) for cost in costs if "error" not in cost]
    return "{:.0f} of {:.0f}".format(*map(statistics.median, zip(*peaks))) if peaks else ""


def number(value, digits):
    if value is None:
        return ""
    return "equal" if math.isinf(value) else f"{value:.{digits}f}"


def cells(row, floats):
    costs, worth = row["costs"], row.get("worth", {})
    last = costs[-1] if costs else {}
    remarks = [part["error"] for part in (last, worth) if "error" in part]
    if row["tool"] in measured.FLOATS.values():
        remarks.append(f"{row['metric']}; {worth['bytes'] / 1e6:.2f} MB, {worth['ms']:.3g} ms")
    if row["tool"] in peers.NAMES and measured.engine(row["tool"]) == "onnx" and (measured.TARGET / row["model"] / "peer.onnx").exists():
        remarks.append("from the file in opset 17")
    if "ignored" in row:
        remarks.append(f"ignore({', '.join(row['ignored'])})")
    return [
        row["model"],
        TITLES[row["tool"]],
        str(last.get("samples", "")),
        cost_of(costs),
        memory_used(costs),
        number(worth.get("metric"), 4),
        number(worth.get("sqnr"), 1),
        number(worth.get("speed"), 2),
        number(worth["bytes"] / floats["bytes"], 3) if "bytes" in worth else "",
        "; ".join(remarks)[:90],
    ]


def comparison(rows, only=None):
    rows = [row for row in rows if "worth" in row or "costs" in row]
    rows = [row for row in rows if only in (None, row["model"])]
    floats = {(row["model"], measured.engine(row["tool"])): row["worth"] for row in rows if row["tool"] in measured.FLOATS.values()}
    names = list(dict.fromkeys(row["model"] for row in rows))
    rows.sort(key=lambda row: (names.index(row["model"]), ORDER.index(row["tool"])))
    return markdown(HEADS, [cells(row, floats[row["model"], measured.engine(row["tool"])]) for row in rows])


def outputs(rows):
    """SQNR of each output, where there is more than one."""
    found = []
    for row in rows:
        each = row.get("worth", {}).get("outputs", {})
        if len(each) > 1 and row["tool"] not in ("prepared", *measured.FLOATS.values()):
            found += [[row["model"], TITLES[row["tool"]], name, number(value, 1)] for name, value in each.items()]
    return markdown(["model", "tool", "output", "SQNR dB"], found) if found else ""


def memory(rows):
    found = [
        [row["model"], TITLES[row["tool"]], str(row["memory"]), memory_used([row]), row.get("error", "")]
        for row in rows
        if "memory" in row
    ]
    return markdown(["model", "tool", "samples", "memory, MB", "remarks"], found) if found else ""


def warnings(rows):
    lines = []
    for row in rows:
        last = row["costs"][-1] if row.get("costs") else {}
        if row["tool"].startswith(("octet", "advised")) and row["tool"] != "octet_all" and "check" in last:
            lines.append(f"- {row['model']}, {TITLES[row['tool']]}: {last['check']}")
            lines += [f"  - Warning: {warning}" for warning in last["warnings"]]
            lines += [f"  - Try: {last['advice']}"] if last["advice"] else []
    return "\n".join(lines)


def report(rows, machine):
    """The whole page."""
    parts = {
        "Octet and its peers": "\n".join(f"- {value}" for value in machine.values()),
        "": comparison(rows),
        "Each output": outputs(rows),
        "Memory and the number of samples": memory(rows),
        "What Octet says of its results": warnings(rows),
    }
    return "\n\n".join((f"## {title}\n\n" if title else "") + text for title, text in parts.items() if text) + "\n"
