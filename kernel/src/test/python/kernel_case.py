"""A kernel under test, seen through a real client of Jupyter."""

import os
import unittest

from jupyter_client.manager import start_new_kernel

PATIENCE = 60


def cpu_seconds(manager):
    """Returns how long the process of a kernel has computed; 0 where the system does not tell."""
    try:
        with open(f"/proc/{manager.provisioner.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class KernelCase(unittest.TestCase):
    """Has one kernel for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_new_kernel(kernel_name="octet")

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=True)

    def drain(self, request):
        """Returns the messages of a request up to its idle, without the states."""
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status":
                if message["content"]["execution_state"] == "idle":
                    return messages
                continue
            messages.append(message)

    def reply(self, request):
        while True:
            message = self.client.get_shell_msg(timeout=PATIENCE)
            if message["parent_header"]["msg_id"] == request:
                return message["content"]

    def run_cell(self, code, **how):
        request = self.client.execute(code, **how)
        return self.reply(request), self.drain(request)

    def text(self, messages, stream="stdout"):
        return "".join(
            m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == stream
        )

    def result(self, messages):
        return [m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] == "execute_result"]
