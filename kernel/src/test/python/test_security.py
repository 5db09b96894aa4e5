"""Messages that nobody should have sent, and addresses at which nobody should listen."""

import json
import os
import socket
import subprocess
import tempfile
import unittest

import zmq
from jupyter_client import localinterfaces
from jupyter_client.kernelspec import get_kernel_spec
from jupyter_client.manager import KernelManager, start_new_kernel
from jupyter_client.session import Session
from kernel_case import PATIENCE, KernelCase

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


class Security(KernelCase):
    def test_bad_messages_are_dropped(self):
        session = self.client.session
        for channel, answer in (
            (self.client.shell_channel, self.client.get_shell_msg),
            (self.client.control_channel, self.client.get_control_msg),
        ):
            good = session.msg("kernel_info_request", {})
            frames = session.serialize(good)
            at = frames.index(b"<IDS|MSG>")
            wrong = list(frames)
            wrong[at + 1] = b"0" * 64
            empty = list(frames)
            empty[at + 1] = b""
            other = Session(key=b"another key").serialize(session.msg("kernel_info_request", {}))
            changed = session.serialize(session.msg("kernel_info_request", {}))
            changed[-1] = b'{"code": "1"}'
            nonsense = session.serialize(session.msg("kernel_info_request", {}))
            for bad in (wrong, empty, other, changed, frames[: at + 3], [b"x"], [b"<IDS|MSG>"], [b"\xff"] * 9, [b""] * 7):
                channel.socket.send_multipart(bad)
            for content in (b"\xff\xfe", b"[" * 100_000, b"null", b"{", b"[]", b""):
                broken = nonsense[: at + 2] + [nonsense[at + 2], b"{}", b"{}", content]
                broken[at + 1] = session.sign(broken[at + 2 :])
                channel.socket.send_multipart(broken)
            channel.socket.send_multipart(frames)
            self.assertEqual(answer(timeout=PATIENCE)["parent_header"]["msg_id"], good["header"]["msg_id"])
            # The same signature again is a replay: only what is asked afterwards is answered.
            channel.socket.send_multipart(frames)
            last = session.msg("kernel_info_request", {})
            channel.send(last)
            self.assertEqual(answer(timeout=PATIENCE)["parent_header"]["msg_id"], last["header"]["msg_id"])
            self.drain(last["header"]["msg_id"])

    def test_requests_with_contents_of_other_types_are_answered(self):
        for kind, content in (
            ("execute_request", {}),
            ("execute_request", {"code": None}),
            ("execute_request", {"code": ["1"], "silent": "x"}),
            ("complete_request", {"code": "1", "cursor_pos": "x"}),
            ("complete_request", {"code": "Math.", "cursor_pos": -7}),
            ("complete_request", {"code": "Math.", "cursor_pos": 10**6}),
            ("inspect_request", {"cursor_pos": 3}),
            ("is_complete_request", {}),
            ("history_request", {"hist_access_type": "no such"}),
            ("history_request", {}),
            ("comm_info_request", {"target_name": 3}),
            ("connect_request", {}),
            ("debug_request", {"command": "attach"}),
        ):
            with self.subTest(kind=kind, content=content):
                message = self.client.session.msg(kind, content)
                self.client.shell_channel.send(message)
                self.assertIn(self.reply(message["header"]["msg_id"])["status"], ("ok", "error", "complete", "unknown"))
        self.assertEqual(self.result(self.run_cell("1 + 1")[1]), ["2"])

    def test_what_is_no_message_is_dropped_at_every_port(self):
        address = self.manager.get_connection_info()
        greeting = b"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f"
        for port in PORTS:
            for raw_bytes in (
                b"GET / HTTP/1.1\r\n\r\n",
                # A greeting, then a frame that claims 1 TB.
                greeting + b"\x02\x00\x00\x01\x00\x00\x00\x00\x00",
                # A greeting of version 3 without security, then frames and commands of less than no bytes.
                greeting + b"\x03\x00NULL" + bytes(48) + b"\x02" + b"\xff" * 8,
                greeting + b"\x03\x00NULL" + bytes(48) + b"\x06" + b"\xff" * 8,
                greeting + b"\x03\x00NULL" + bytes(48) + b"\x02" + b"\xff" * 4 + b"\x80\x00\x00\x00",
                # What was made before there were greetings has none: these are an identity and messages.
                b"\x05\x00abcd" * 20,
                os.urandom(4096),
            ):
                with socket.create_connection((address["ip"], address[port]), timeout=5) as raw:
                    raw.sendall(raw_bytes)
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")
        self.assertTrue(self.beats())

    def test_huge_frame_is_dropped(self):
        address = self.manager.get_connection_info()
        with zmq.Context() as context, context.socket(zmq.DEALER) as dealer:
            dealer.setsockopt(zmq.LINGER, 0)
            dealer.connect(f"tcp://{address['ip']}:{address['shell_port']}")
            dealer.send_multipart([b"<IDS|MSG>", b"0" * 64, b"{}", b"{}", b"{}", b" " * (100 << 20)])
            self.assertEqual(dealer.poll(1000), 0)
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def beats(self):
        address = self.manager.get_connection_info()
        with zmq.Context() as context, context.socket(zmq.REQ) as heart:
            heart.setsockopt(zmq.LINGER, 0)
            heart.connect(f"tcp://{address['ip']}:{address['hb_port']}")
            heart.send(b"beat")
            return heart.poll(PATIENCE * 1000) and heart.recv() == b"beat"


class Connection(unittest.TestCase):
    def test_it_listens_at_the_address_that_it_is_told(self):
        others = [ip for ip in localinterfaces.local_ips() if ip.count(".") == 3 and not ip.startswith(("127.", "0."))]
        if not os.path.exists("/proc/net/tcp") or not others:
            self.skipTest("this system does not tell who listens, or has one address only")
        manager = KernelManager(kernel_name="octet", ip=others[0])
        manager.start_kernel()
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=PATIENCE)
            info = manager.get_connection_info()
            with open("/proc/net/tcp", encoding="ascii") as tcp:
                listening = [line.split()[1] for line in list(tcp)[1:] if line.split()[3] == "0A"]
            with open("/proc/net/tcp6", encoding="ascii") as tcp:
                listening += [line.split()[1] for line in list(tcp)[1:] if line.split()[3] == "0A"]
            for port in PORTS:
                addresses = {place.split(":")[0] for place in listening if int(place.split(":")[1], 16) == info[port]}
                # As the system writes it, alone or within an address of IPv6.
                ip = "".join(f"{int(part):02X}" for part in reversed(others[0].split(".")))
                self.assertIn(addresses, [{ip}, {"0000000000000000FFFF0000" + ip}])
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_without_key_only_where_the_file_says_so(self):
        manager = KernelManager(kernel_name="octet")
        manager.session.key = b""
        with tempfile.TemporaryFile() as err:
            manager.start_kernel(stderr=err)
            client = manager.client()
            client.start_channels()
            try:
                client.wait_for_ready(timeout=PATIENCE)
                err.seek(0)
                self.assertIn(b"not signed", err.read())
            finally:
                client.stop_channels()
                manager.shutdown_kernel(now=True)

    def test_files_that_are_none_are_told_in_words(self):
        manager, client = start_new_kernel(kernel_name="octet")
        taken = manager.get_connection_info()
        taken["key"] = taken["key"].decode()
        try:
            for content, words in (
                (None, "there is no file"),
                ("{", "no connection file"),
                ("[]", "no connection file"),
                ("{}", "no connection file"),
                (json.dumps({"transport": "tcp", "ip": "127.0.0.1"}), "no key"),
                (json.dumps(dict(taken, signature_scheme="hmac-nothing")), "hmac-sha256"),
                (json.dumps(taken), "cannot listen at tcp://127.0.0.1:"),
            ):
                with self.subTest(content=content), tempfile.TemporaryDirectory() as folder:
                    file = os.path.join(folder, "kernel.json")
                    if content is not None:
                        with open(file, "w", encoding="utf-8") as out:
                            out.write(content)
                    argv = [file if part == "{connection_file}" else part for part in get_kernel_spec("octet").argv]
                    done = subprocess.run(argv, capture_output=True, text=True, timeout=PATIENCE, check=False)
                    self.assertEqual(done.returncode, 1)
                    self.assertIn(words, done.stderr)
                    self.assertNotIn("\tat ", done.stderr)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    unittest.main()
