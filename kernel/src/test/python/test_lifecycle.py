"""A kernel's start and end."""

import time
import unittest

from jupyter_client.manager import start_new_kernel

from kernel_case import PATIENCE


class Lifecycle(unittest.TestCase):
    def test_shutdown_ends_the_process(self):
        busy_thread = "new Thread(() -> { while (true) {} })"
        for code in (
            "1",
            "while (true) {}",
            f"{busy_thread}.start(); Runtime.getRuntime().addShutdownHook({busy_thread});",
        ):
            with self.subTest(code=code):
                manager, client = start_new_kernel(kernel_name="octet")
                process = manager.provisioner.process
                client.execute(code)
                time.sleep(2)
                client.shutdown()
                process.wait(timeout=PATIENCE)
                client.stop_channels()
                manager.cleanup_resources()

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
