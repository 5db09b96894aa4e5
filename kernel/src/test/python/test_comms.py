"""Channels between cells and code in the front end, in both directions."""

import unittest

from kernel_case import PATIENCE, KernelCase


class Comms(KernelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        request = cls.client.execute("import octet.notebook.comm.*;")
        while cls.client.get_shell_msg(timeout=PATIENCE)["parent_header"]["msg_id"] != request:
            pass

    def tell(self, kind, **content):
        """Sends a message of a comm, returns what is published in answer."""
        message = self.client.session.msg(kind, content)
        self.client.shell_channel.send(message)
        return self.drain(message["header"]["msg_id"])

    def info(self, **content):
        message = self.client.session.msg("comm_info_request", content)
        self.client.shell_channel.send(message)
        reply = self.reply(message["header"]["msg_id"])
        self.assertEqual(reply["status"], "ok")
        return reply["comms"]

    def test_front_end_opens(self):
        self.run_cell(
            'Comms.target("echo", (comm, data) -> {\n'
            '  comm.send(Map.of("got", data));\n'
            '  comm.onMessage(m -> { System.out.println("heard " + m); comm.send(m); });\n'
            '  comm.onClose(m -> System.out.println("bye " + m));\n});'
        )
        data = {"n": 1, "x": 1.5, "list": [1, None, "é😀"], "map": {"yes": True}}
        messages = self.tell("comm_open", comm_id="c1", target_name="echo", data=data)
        self.assertEqual([(m["msg_type"], m["content"]["data"]) for m in messages], [("comm_msg", {"got": data})])
        self.assertEqual(self.info(), {"c1": {"target_name": "echo"}})
        messages = self.tell("comm_msg", comm_id="c1", data={"a": [1, 2]})
        self.assertEqual(self.text(messages), "heard {a=[1, 2]}\n")
        self.assertEqual([m["content"] for m in messages if m["msg_type"] == "comm_msg"], [{"comm_id": "c1", "data": {"a": [1, 2]}}])
        self.assertEqual(self.text(self.tell("comm_close", comm_id="c1", data={})), "bye {}\n")
        self.assertEqual(self.info(), {})
        self.assertEqual(self.tell("comm_msg", comm_id="c1", data={}), [])

    def test_unknown_target_is_closed(self):
        messages = self.tell("comm_open", comm_id="c2", target_name="no.such", data={})
        self.assertEqual([(m["msg_type"], m["content"]["comm_id"]) for m in messages], [("comm_close", "c2")])
        self.assertEqual(self.info(), {})

    def test_kernel_opens(self):
        _, messages = self.run_cell('var comm = Comms.open("chart", Map.of("points", List.of(1, 2)));')
        (opened,) = [m["content"] for m in messages if m["msg_type"] == "comm_open"]
        self.assertEqual((opened["target_name"], opened["data"]), ("chart", {"points": [1, 2]}))
        self.run_cell("var heard = new ArrayList<Object>(); comm.onMessage(heard::add);")
        self.tell("comm_msg", comm_id=opened["comm_id"], data={"click": 3})
        self.assertEqual(self.result(self.run_cell("heard.toString()")[1]), ["[{click=3}]"])
        self.run_cell('var other = Comms.open("table", Map.of());')
        self.assertEqual(self.info(target_name="chart"), {opened["comm_id"]: {"target_name": "chart"}})
        self.assertEqual(len(self.info()), 2)
        _, messages = self.run_cell("comm.close(); other.close();")
        self.assertEqual([m["msg_type"] for m in messages if m["msg_type"].startswith("comm")], ["comm_close", "comm_close"])
        reply, _ = self.run_cell("comm.send(Map.of())")
        self.assertIn("is closed", reply["evalue"])

    def test_failing_code_is_told(self):
        self.run_cell('Comms.target("bad", (comm, data) -> comm.onMessage(m -> { throw new IllegalStateException("no"); }));')
        self.tell("comm_open", comm_id="c3", target_name="bad", data={})
        messages = self.tell("comm_msg", comm_id="c3", data={})
        self.assertIn("IllegalStateException: no", self.text(messages, "stderr").replace("\x1b[0m", ""))
        self.assertEqual(self.result(self.run_cell("1")[1]), ["1"])
        self.run_cell('Comms.target("worse", (comm, data) -> { throw new IllegalStateException("no"); });')
        messages = self.tell("comm_open", comm_id="c4", target_name="worse", data={})
        self.assertIn("comm_close", [m["msg_type"] for m in messages])
        self.tell("comm_close", comm_id="c3", data={})
        self.assertEqual(self.info(), {})

    def test_malformed_messages_are_passed_over(self):
        for content in ({}, {"comm_id": 1}, {"comm_id": "x"}, {"comm_id": "x", "data": [1]}, {"comm_id": ["x"], "data": "d"}):
            for kind in ("comm_msg", "comm_close"):
                self.tell(kind, **content)
        self.assertEqual(self.result(self.run_cell("2")[1]), ["2"])

    def test_endless_handler_is_interrupted(self):
        self.run_cell('Comms.target("slow", (comm, data) -> { while (true) {} });')
        message = self.client.session.msg("comm_open", {"comm_id": "c5", "target_name": "slow", "data": {}})
        self.client.shell_channel.send(message)
        while True:
            status = self.client.get_iopub_msg(timeout=PATIENCE)
            if status["msg_type"] == "status" and status["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                break
        self.manager.interrupt_kernel()
        self.drain(message["header"]["msg_id"])
        self.assertEqual(self.result(self.run_cell("3")[1]), ["3"])


if __name__ == "__main__":
    unittest.main()
