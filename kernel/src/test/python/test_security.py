"""Messages that nobody should have sent."""

import socket
import unittest

from kernel_case import PATIENCE, KernelCase


class Security(KernelCase):
    def test_bad_messages_are_dropped(self):
        session, channel = self.client.session, self.client.shell_channel
        good = session.msg("kernel_info_request", {})
        frames = session.serialize(good)
        at = frames.index(b"<IDS|MSG>")
        wrong = list(frames)
        wrong[at + 1] = b"0" * 64
        empty = list(frames)
        empty[at + 1] = b""
        nonsense = session.serialize(session.msg("kernel_info_request", {}))
        for bad in (wrong, empty, frames[: at + 3], [b"x"], [b"<IDS|MSG>"], [b"\xff"] * 9):
            channel.socket.send_multipart(bad)
        for content in (b"\xff\xfe", b"[" * 100_000, b"null", b"{", b"[]"):
            broken = nonsense[: at + 2] + [nonsense[at + 2], b"{}", b"{}", content]
            broken[at + 1] = session.sign(broken[at + 2 :])
            channel.socket.send_multipart(broken)
        channel.socket.send_multipart(frames)
        self.assertEqual(self.reply(good["header"]["msg_id"])["status"], "ok")
        self.drain(good["header"]["msg_id"])
        # The same signature again is a replay: only what is asked afterwards is answered.
        channel.socket.send_multipart(frames)
        last = self.client.kernel_info()
        answer = self.client.get_shell_msg(timeout=PATIENCE)
        self.assertEqual(answer["parent_header"]["msg_id"], last)
        self.drain(last)

    def test_huge_frame_is_dropped(self):
        address = self.manager.get_connection_info()
        with socket.create_connection((address["ip"], address["shell_port"]), timeout=5) as raw:
            # A greeting, then a frame that claims 1 TB.
            raw.sendall(b"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f" + b"\x02\x00\x00\x01\x00\x00\x00\x00\x00")
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")


if __name__ == "__main__":
    unittest.main()
