"""A kernel's start and end, and that it is alive in between."""

import time
import unittest

import zmq
from jupyter_client.manager import start_new_kernel

from kernel_case import PATIENCE

LARGE_CLASS = "class Large {\n" + "\n".join(f"  long f{i}(long a) {{ return a * {i}L + {i}; }}" for i in range(2000)) + "\n}"


class Lifecycle(unittest.TestCase):
    def test_shutdown_ends_the_process(self):
        busy_thread = "new Thread(() -> { while (true) {} })"
        for code in (
            "1",
            "while (true) {}",
            "Thread.sleep(100_000);",
            "System.in.read()",
            'new ServerSocket(0).accept();',
            f"{busy_thread}.start(); Runtime.getRuntime().addShutdownHook({busy_thread});",
        ):
            with self.subTest(code=code):
                manager, client = start_new_kernel(kernel_name="octet")
                process = manager.provisioner.process
                client.execute(code, allow_stdin=True)
                time.sleep(2)
                request = client.shutdown()
                self.assertEqual(client.get_control_msg(timeout=PATIENCE)["parent_header"]["msg_id"], request)
                self.assertEqual(process.wait(timeout=PATIENCE), 0)
                client.stop_channels()
                manager.cleanup_resources()

    def test_restart_is_told(self):
        manager, client = start_new_kernel(kernel_name="octet")
        request = client.shutdown(restart=True)
        reply = client.get_control_msg(timeout=PATIENCE)
        self.assertEqual(reply["parent_header"]["msg_id"], request)
        self.assertIs(reply["content"]["restart"], True)
        while True:
            message = client.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == "shutdown_reply":
                break
        self.assertIs(message["content"]["restart"], True)
        manager.provisioner.process.wait(timeout=PATIENCE)
        client.stop_channels()
        manager.cleanup_resources()

    def test_heart_beats_whatever_runs(self):
        manager, client = start_new_kernel(kernel_name="octet")
        info = manager.get_connection_info()
        try:
            with zmq.Context() as context, context.socket(zmq.REQ) as heart:
                heart.setsockopt(zmq.LINGER, 0)
                heart.connect(f"tcp://{info['ip']}:{info['hb_port']}")
                for code in ("while (true) {}", LARGE_CLASS, "while (true) System.out.println();", "new ServerSocket(0).accept()"):
                    with self.subTest(code=code[:40]):
                        client.execute(code)
                        for beat in range(20):
                            heart.send(b"beat %d" % beat)
                            self.assertTrue(heart.poll(PATIENCE * 1000))
                            self.assertEqual(heart.recv(), b"beat %d" % beat)
                            time.sleep(0.05)
                        manager.interrupt_kernel()
                        client.get_shell_msg(timeout=PATIENCE)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_first_cell_may_come_at_once(self):
        manager, client = start_new_kernel(kernel_name="octet")
        try:
            request = client.execute("1 + 1")
            while True:
                reply = client.get_shell_msg(timeout=PATIENCE)
                if reply["parent_header"]["msg_id"] == request:
                    break
            self.assertEqual(reply["content"]["status"], "ok")
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    unittest.main()
