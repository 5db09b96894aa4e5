"""How quick kernels are, by turns in one run, as ratios to ipykernel.

    python speed.py [--rounds 5] [octet ...]

The kernels are names of kernelspecs that this Python's jupyter_client finds; ipykernel (python3) is always among them.
Prints a table of medians: seconds from the start of the process to the answer to kernel_info_request, to the end of the
first cell, seconds for 50 cells, and megabytes of memory a second later.
"""

import argparse
import statistics
import time

from jupyter_client.manager import KernelManager

REFERENCE = "python3"
MEASURES = ["kernel_info s", "first cell s", "50 cells s", "memory MB"]


def resident_megabytes(pid):
    with open(f"/proc/{pid}/status") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def wait_for(client, request):
    while client.get_shell_msg(timeout=120)["parent_header"].get("msg_id") != request:
        pass


def measure(kernel):
    start = time.perf_counter()
    manager = KernelManager(kernel_name=kernel)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        wait_for(client, client.kernel_info())
        info = time.perf_counter() - start
        wait_for(client, client.execute("1 + 1"))
        first = time.perf_counter() - start
        cells = time.perf_counter()
        wait_for(client, client.execute("n = 1" if kernel == REFERENCE else "int n = 1;"))
        for i in range(50):
            wait_for(client, client.execute(f"n + {i}"))
        fifty = time.perf_counter() - cells
        time.sleep(1)
        return info, first, fifty, resident_megabytes(manager.provisioner.process.pid)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kernels", nargs="*", default=["octet"])
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    kernels = [REFERENCE] + [name for name in arguments.kernels if name != REFERENCE]
    rounds = {kernel: [] for kernel in kernels}
    for turn in range(arguments.rounds):
        # Each kernel runs behind each other one in turn.
        for kernel in kernels[turn % len(kernels):] + kernels[: turn % len(kernels)]:
            rounds[kernel].append(measure(kernel))
    medians = {kernel: [statistics.median(column) for column in zip(*rows)] for kernel, rows in rounds.items()}
    print(f"{'kernel':16}" + "".join(f"{name:>22}" for name in MEASURES))
    for kernel in kernels:
        ratios = (
            f"{value:.3g} ({value / reference:.2f}x)"
            for value, reference in zip(medians[kernel], medians[REFERENCE])
        )
        print(f"{kernel:16}" + "".join(f"{text:>22}" for text in ratios))


if __name__ == "__main__":
    main()
