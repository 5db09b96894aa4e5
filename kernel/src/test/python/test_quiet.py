"""A kernel's process says nothing that nobody asked for, and listens nowhere but where it was told to."""

import os
import tempfile
import unittest

from kernel_case import PATIENCE
from jupyter_client.manager import start_new_kernel

CELLS = (
    "1 + 1",
    'Table.create("t", DoubleColumn.create("a", 1, 2))',
    'var chart = new XYChartBuilder().build(); chart.addSeries("a", new double[] {1, 2}); chart',
    'csv("nowhere.csv")',
    "%lsmagic",
    "var file = java.nio.file.Files.createTempFile(\"table\", \".csv\"); java.nio.file.Files.writeString(file, \"a,b\\n1,2\");"
    " Table.read().csv(file.toFile())",
)


class Quiet(unittest.TestCase):
    def test_process(self):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            manager, client = start_new_kernel(kernel_name="octet", stdout=out, stderr=err)
            try:
                for cell in CELLS:
                    client.execute(cell, reply=True, timeout=PATIENCE)
                self.check_ports(manager)
                client.shutdown()
                manager.provisioner.process.wait(timeout=PATIENCE)
            finally:
                client.stop_channels()
                manager.shutdown_kernel(now=True)
            for stream in (out, err):
                stream.seek(0)
                self.assertEqual(stream.read().decode(), "")

    def check_ports(self, manager):
        """No debugger, and no management port either."""
        pid = manager.provisioner.process.pid
        if not os.path.exists("/proc/%d/net/tcp" % pid):
            return
        inodes = set()
        for fd in os.listdir("/proc/%d/fd" % pid):
            try:
                target = os.readlink("/proc/%d/fd/%s" % (pid, fd))
            except OSError:
                continue
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
        ports = set()
        for table in ("tcp", "tcp6"):
            with open("/proc/%d/net/%s" % (pid, table), encoding="ascii") as lines:
                for fields in (line.split() for line in list(lines)[1:]):
                    if fields[3] == "0A" and fields[9] in inodes:
                        ports.add(int(fields[1].rsplit(":", 1)[1], 16))
        info = manager.get_connection_info()
        told = {info[name + "_port"] for name in ("shell", "iopub", "stdin", "control", "hb")}
        self.assertEqual(ports, told)


if __name__ == "__main__":
    unittest.main()
