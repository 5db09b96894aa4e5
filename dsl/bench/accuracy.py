"""Runs accuracy control of Octet and of NNCF by turns on each model, and makes the table. Started by run.sh accuracy."""

import argparse
import json
import statistics
import sys

import table
from measured import HERE, JAVA, TARGET, Model, process

ROUNDS = 40  # of latency
BOUNDS = {"mnist": 0.01, "silero-vad": 0.001, "basic-pitch": 0.01, "effnet-lite0": 0.002, "ocr": 0.002, "minilm": 0.002}
TITLES = {
    "nncf_control": "NNCF, ONNX",
    "nncf_scalar": "NNCF, no scores of samples",
    "octet_control": "**Octet**",
    "octet_portable": "**Octet, portable target**",
    "octet_as_nncf": "**Octet, NNCF's placement**",
}
# Octet's own placement leaves in float what ruins basic-pitch, so that there is nothing to find.
TOOLS = {
    "mnist": ["nncf_control", "nncf_scalar", "octet_control"],
    "silero-vad": ["nncf_control", "octet_control", "octet_as_nncf"],
    "basic-pitch": ["nncf_control", "octet_control", "octet_portable", "octet_as_nncf"],
}
PLACEMENTS = {"octet_control": "default", "octet_portable": "portable", "octet_as_nncf": "nncf"}
RESULTS = ["model, bound", "tool", "float", "int8", "final", "drop", "reverted", "speed: int8", "final"]
RESULTS += ["final ÷ int8", "size: int8", "final", "remarks"]
COSTS = ["model", "tool", "full", "calls", "samples", "wall s", "÷ NNCF's", "CPU s", "÷ NNCF's", "MB"]


def arguments():
    parser = argparse.ArgumentParser(prog="run.sh accuracy", description=__doc__)
    parser.add_argument("models", nargs="*", metavar="MODEL", help="of " + ", ".join(BOUNDS))
    parser.add_argument("--rounds", type=int, default=1, help="of searches; the table shows the median")
    parser.add_argument("--limit", type=int, default=480, help="seconds after which NNCF is stopped")
    parser.add_argument("--octet", action="store_true", help="without NNCF")
    parser.add_argument("--add", action="store_true", help="keep what results-accuracy.jsonl has of other models")
    chosen = parser.parse_args()
    chosen.models = chosen.models or list(BOUNDS)
    for name in set(chosen.models) - set(BOUNDS):
        parser.error(f"{name} is none of {', '.join(BOUNDS)}")
    return chosen


def search(model, tool, limit):
    """One search in a process of its own."""
    first, final = files(model, tool)
    final.parent.mkdir(exist_ok=True)
    final.unlink(missing_ok=True)
    data = [model.folder / "calib.npz", model.folder / "eval.npz", BOUNDS[model.name]]
    if tool in PLACEMENTS:
        command = [*JAVA, "Accuracy", model.name, model.folder / "model.onnx", *data, PLACEMENTS[tool]]
    else:
        source = model.source("nncf_onnx")
        command = [sys.executable, HERE / "control.py", tool, model.name, source, *data, limit]
    return process([*command, first, final, model.report], model.report)


def files(model, tool):
    return model.folder / tool / "first.onnx", model.folder / tool / "int8.onnx"


def measure(model, tools, rounds, limit):
    """The rows of a model: searches by turns, then all files at once."""
    rows = {tool: {"model": model.name, "tool": tool, "metric": model.module.METRIC, "runs": []} for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            print(f"{model.name}: {TITLES[tool]}", file=sys.stderr)
            rows[tool]["runs"].append(search(model, tool, limit))
    kinds = ["first", "final"]
    found = {(tool, kind): file for tool in tools for kind, file in zip(kinds, files(model, tool))}
    worth = model.worth({"float": model.folder / "model.onnx", **found}, ROUNDS)
    for tool in tools:
        rows[tool] |= {"float": worth["float"]} | {kind: worth.get((tool, kind), {}) for kind in kinds}
    return list(rows.values())


def median(row, key):
    values = [run[key] for run in row["runs"] if key in run]
    return statistics.median(values) if values else None


def quotient(part, whole):
    return part / whole if part is not None and whole else None


def reverted(run):
    if "error" in run:
        return ""
    return f"{run['reverted']} of {run['quantized']}" if "quantized" in run else str(run["reverted"])


def results(row):
    last, first, final, floats = row["runs"][-1], row["first"], row["final"], row["float"]
    bound = BOUNDS[row["model"]]
    remarks = []
    if row["tool"] == "nncf_control":
        remarks.append(f"{row['metric']}; {floats['bytes'] / 1e6:.2f} MB, {floats['ms']:.3g} ms")
    remarks += [part["error"] for part in (last, first, final) if "error" in part]
    drop = floats["metric"] - final["metric"] if "metric" in final else None
    if drop is not None and drop > bound + 1e-9:
        remarks.append("bound missed")
    return [
        f"{row['model']}, {bound}",
        TITLES[row["tool"]],
        table.number(floats["metric"], 4),
        table.number(first.get("metric"), 4),
        table.number(final.get("metric"), 4),
        table.number(drop, 4),
        reverted(last),
        table.number(first.get("speed"), 2),
        table.number(final.get("speed"), 2),
        table.number(quotient(final.get("speed"), first.get("speed")), 2),
        table.number(quotient(first.get("bytes"), floats["bytes"]), 3),
        table.number(quotient(final.get("bytes"), floats["bytes"]), 3),
        "; ".join(remarks)[:120],
    ]


def costs(row, nncf):
    """What a search took; where NNCF was stopped, it would have taken longer."""
    stopped = "< " if nncf and any("stopped" in run.get("error", "") for run in nncf["runs"]) else ""
    counts = [str(row["runs"][-1].get(key, "")) for key in ("full", "calls", "items")]
    found = [row["model"], TITLES[row["tool"]], *counts]
    for key in "wall", "cpu":
        ratio = quotient(median(row, key), median(nncf, key)) if nncf and nncf is not row else None
        found += [table.number(median(row, key), 1), stopped + table.number(ratio, 3) if ratio else ""]
    return [*found, table.number(median(row, "peak"), 0)]


def comparison(rows, only=None):
    nncf = {row["model"]: row for row in rows if row["tool"] == "nncf_control"}
    chosen = [row for row in rows if only in (None, row["model"])]
    return "\n\n".join(
        [
            table.markdown(RESULTS, [results(row) for row in chosen]),
            table.markdown(COSTS, [costs(row, nncf.get(row["model"])) for row in chosen]),
        ]
    )


def details(rows):
    """What went back to float, and how Octet got there."""
    lines = []
    for row in rows:
        last = row["runs"][-1]
        if last.get("names"):
            lines.append(f"- {row['model']}, {TITLES[row['tool']]}: {', '.join(last['names'])}")
    texts = [(row, row["runs"][-1]["text"]) for row in rows if "text" in row["runs"][-1]]
    lines += [f"\n{row['model']}, {TITLES[row['tool']]}:\n\n```\n{text}\n```" for row, text in texts]
    return "\n".join(lines)


def main():
    chosen = arguments()
    machine = table.machine()
    raw, page = TARGET / "results-accuracy.jsonl", TARGET / "results-accuracy.md"
    rows = []
    if chosen.add and raw.exists():
        rows = [json.loads(line) for line in raw.read_text(encoding="utf-8").splitlines()[1:]]
        rows = [row for row in rows if row["model"] not in chosen.models]
    for name in chosen.models:
        tools = TOOLS.get(name, ["nncf_control", "octet_control"])
        tools = [tool for tool in tools if not chosen.octet or tool in PLACEMENTS]
        rows += measure(Model(name), tools, chosen.rounds, chosen.limit)
        raw.write_text("".join(json.dumps(part) + "\n" for part in (machine, *rows)), encoding="utf-8")
        print(comparison(rows, name), flush=True)
    order = list(BOUNDS)
    rows.sort(key=lambda row: order.index(row["model"]))
    lines = "\n".join(f"- {value}" for key, value in machine.items() if key != "inc")
    text = f"## Accuracy control\n\n{lines}\n\n{comparison(rows)}\n\n### What went back to float\n\n{details(rows)}\n"
    page.write_text(text, encoding="utf-8")
    print("\n" + text)


if __name__ == "__main__":
    main()
