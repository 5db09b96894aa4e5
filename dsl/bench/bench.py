"""Runs Octet and its peers by turns on each model, and makes the table. Started by run.sh."""

import argparse
import json
import re
import sys

import models
import peers
import table
from measured import FLOATS, OCTETS, TARGET, Model, engine

ROUNDS = 40  # of latency
DROP = 0.01  # of the metric: more, and Octet's advice is followed
WARM_UP = "mnist"  # what Octet's chain is run on before anything is measured
MEMORY_MODEL, MEMORY_SAMPLES = "effnet-lite0", (100, 1000)


def arguments():
    parser = argparse.ArgumentParser(prog="run.sh", description=__doc__)
    parser.add_argument("models", nargs="*", metavar="MODEL", help="of " + ", ".join(models.NAMES))
    parser.add_argument("--peers", default=",".join(peers.NAMES), help="of %(default)s; or none")
    parser.add_argument("--engines", default=",".join(OCTETS), help="of %(default)s")
    parser.add_argument("--rounds", type=int, default=1, help="of costs; the table shows the median")
    parser.add_argument("--samples", type=int, default=peers.EVERY, help="for calibration; data are repeated where there are fewer (%(default)s)")
    parser.add_argument("--no-memory", action="store_true", help="leave out 100 against 1,000 samples")
    chosen = parser.parse_args()
    chosen.models = chosen.models or models.NAMES
    chosen.peers = [] if chosen.peers == "none" else chosen.peers.split(",")
    chosen.engines = chosen.engines.split(",")
    for given, known in (chosen.models, models.NAMES), (chosen.peers, peers.NAMES), (chosen.engines, OCTETS):
        for name in set(given) - set(known):
            parser.error(f"{name} is none of {', '.join(known)}")
    return chosen


def advised(report):
    """The names in the line that Octet's self-check says to paste, such as ignore("a", "b")."""
    names = re.findall(r'"((?:[^"\\]|\\.)*)"', report.get("advice", ""))
    return [re.sub(r"\\(.)", r"\1", name) for name in names]


def measure(model, tools, rounds, most):
    """The rows of a model: costs by turns, then all files at once."""
    rows = {tool: {"tool": tool, "costs": []} for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            count = min(most, peers.MOST.get(tool, peers.EVERY))
            print(f"{model.name}: {table.TITLES[tool]}, {count} samples", file=sys.stderr)
            rows[tool]["costs"].append(model.cost(tool, count))
    for name in dict.fromkeys(map(engine, tools)):
        follow_advice(model, name, rows, most)
        worth = model.evaluate([tool for tool in rows if engine(tool) == name], ROUNDS)
        for tool in worth:
            rows.setdefault(tool, {"tool": tool, "costs": []})["worth"] = worth[tool]
    return [row | {"model": model.name, "metric": model.module.METRIC} for row in rows.values()]


def follow_advice(model, name, rows, most):
    """Once more with what Octet's self-check says to ignore, where the metric fell."""
    octet, tool = OCTETS[name], OCTETS[name].replace("octet", "advised")
    first = model.evaluate([octet], 0)
    advice = advised(rows[octet]["costs"][-1])
    if advice and first[FLOATS[name]]["metric"] - first[octet].get("metric", 0) > DROP:
        print(f"{model.name}: {table.TITLES[tool]}", file=sys.stderr)
        rows[tool] = {"tool": tool, "costs": [model.cost(tool, most, advice)], "ignored": advice}


def memory(model, tools):
    """Peaks with few and many samples."""
    rows = []
    for tool in [tool for tool in tools if tool not in (*peers.MOST, "octet_all")]:
        for count in MEMORY_SAMPLES:
            print(f"{model.name}: memory of {table.TITLES[tool]}, {count} samples", file=sys.stderr)
            rows.append({"model": model.name, "tool": tool, "memory": count, **model.cost(tool, count)})
    return rows


def main():
    chosen = arguments()
    tools = ["octet", "octet_all", "octet_openvino", *chosen.peers]
    tools = [tool for tool in tools if engine(tool) in chosen.engines]
    machine = table.machine()
    rows = []
    with open(TARGET / "results.jsonl", "w", encoding="utf-8") as raw:

        def note(found):
            rows.extend(found)
            raw.writelines(json.dumps(row) + "\n" for row in found)
            raw.flush()

        raw.write(json.dumps(machine) + "\n")
        warm_up = Model(WARM_UP)
        if "openvino" in chosen.engines:
            warm_up.ir()
        for name in chosen.models:
            note(measure(Model(name), tools, chosen.rounds, chosen.samples))
            print(table.comparison(rows, name), flush=True)
        if MEMORY_MODEL in chosen.models and not chosen.no_memory:
            note(memory(Model(MEMORY_MODEL), tools))
    page = table.report(rows, machine)
    (TARGET / "results.md").write_text(page, encoding="utf-8")
    print("\n" + page)


if __name__ == "__main__":
    main()
