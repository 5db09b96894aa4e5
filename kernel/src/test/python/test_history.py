"""What was executed, also before a restart and by other kernels."""

import glob
import json
import os
import unittest
import uuid

from jupyter_client.manager import start_new_kernel
from jupyter_core.paths import jupyter_data_dir
from kernel_case import KernelCase


class History(KernelCase):
    def history(self, **how):
        how = {"raw": True, "output": False, **how}
        reply = self.reply(self.client.history(**how))
        self.assertEqual(reply["status"], "ok")
        return reply["history"]

    def restart(self):
        # What is answered here has been written, and a kernel that is killed writes no more.
        self.history(hist_access_type="tail", n=1)
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        type(self).manager, type(self).client = start_new_kernel(kernel_name="octet")

    def test_ranges_of_this_session(self):
        self.restart()
        for code in ("1", "2 + 0", "3", "4"):
            self.run_cell(code)
        lines = self.history(hist_access_type="range", session=0, start=1, stop=3)
        self.assertEqual([line[1:] for line in lines], [[1, "1"], [2, "2 + 0"]])
        lines = self.history(hist_access_type="range", session=0, start=-2, stop=None, output=True)
        self.assertEqual([line[1:] for line in lines], [[3, ["3", "3"]], [4, ["4", "4"]]])
        session = lines[0][0]
        self.assertEqual(self.history(hist_access_type="range", session=session, start=1, stop=2), [[session, 1, "1"]])

    def test_history_outlives_the_kernel(self):
        mark = uuid.uuid4().hex
        self.run_cell(f'"{mark} one"')
        self.run_cell(f'"{mark} hidden"', store_history=False)
        self.run_cell(f'"{mark} silent"', silent=True)
        self.run_cell(f'"{mark} two"')
        before = self.history(hist_access_type="tail", n=1)[0][0]
        self.restart()
        self.assertEqual([line[2] for line in self.history(hist_access_type="tail", n=2)], [f'"{mark} one"', f'"{mark} two"'])
        previous = self.history(hist_access_type="range", session=-1, start=1, stop=None, output=True)
        self.assertEqual(previous[-1][2], [f'"{mark} two"', f"{mark} two"])
        self.assertEqual(previous[-1][0], before)
        self.run_cell(f'"{mark} three"')
        lines = self.history(hist_access_type="search", pattern=f"*{mark}*", n=10)
        self.assertEqual([line[2] for line in lines], [f'"{mark} {w}"' for w in ("one", "two", "three")])
        self.assertEqual([line[0] for line in lines], [before, before, before + 1])

    def test_search(self):
        mark = uuid.uuid4().hex
        for code in ("a", "b", "a", "c"):
            self.run_cell(f'"{mark} {code}"')
        find = lambda **how: [line[2][-2] for line in self.history(hist_access_type="search", **how)]
        self.assertEqual(find(pattern=f'"{mark} ?"', n=10), ["a", "b", "a", "c"])
        self.assertEqual(find(pattern=f'"{mark} ?"', n=10, unique=True), ["b", "a", "c"])
        self.assertEqual(find(pattern=f'"{mark} ?"', n=2), ["a", "c"])
        self.assertEqual(find(pattern=f'"{mark} b"', n=10), ["b"])
        self.assertEqual(find(pattern="[", n=10), [])

    def test_kernels_at_once(self):
        mark = uuid.uuid4().hex
        other_manager, other = start_new_kernel(kernel_name="octet")
        try:
            for i in range(5):
                for client, name in ((self.client, "a"), (other, "b")):
                    client.execute(f'"{mark} {name}{i}"')
            for client in (self.client, other):
                for _ in range(5):
                    self.assertEqual(client.get_shell_msg(timeout=60)["content"]["status"], "ok")
            other.history(hist_access_type="tail", n=1)
            self.assertEqual(other.get_shell_msg(timeout=60)["content"]["status"], "ok")
        finally:
            other.stop_channels()
            other_manager.shutdown_kernel(now=True)
        lines = self.history(hist_access_type="search", pattern=f"*{mark}*", n=20)
        sessions = {}
        for session, _, code in lines:
            sessions.setdefault(session, []).append(code[-3:-1])
        self.assertEqual(sorted(sessions.values()), [[f"{name}{i}" for i in range(5)] for name in "ab"])

    def test_file_is_private_and_survives_a_crash(self):
        mark = uuid.uuid4().hex
        self.run_cell(f'"{mark} whole"')
        self.history(hist_access_type="tail", n=1)
        (path,) = glob.glob(os.path.join(jupyter_data_dir(), "octet", "history.jsonl"))
        if os.name == "posix":
            self.assertEqual(os.stat(path).st_mode & 0o077, 0)
        with open(path, "a", encoding="utf-8") as file:
            file.write('{"session": 3, "inp')
        self.run_cell(f'"{mark} next"')
        self.restart()
        lines = self.history(hist_access_type="search", pattern=f"*{mark}*", n=20)
        self.assertEqual([line[2] for line in lines], [f'"{mark} whole"', f'"{mark} next"'])
        with open(path, encoding="utf-8") as file:
            self.assertEqual(json.loads(file.readlines()[-1])["input"], f'"{mark} next"')


if __name__ == "__main__":
    unittest.main()
