"""A long native computation in a cell, and how it is stopped. OCTET_MODELS names a folder with a model."""

import json
import os
import pathlib
import time
import unittest

from kernel_case import PATIENCE, KernelCase, cpu_seconds

PICTURES = pathlib.Path(__file__).parents[4] / "notebooks" / "data" / "lines"
MODEL = pathlib.Path(os.environ.get("OCTET_MODELS", "."), "ch_PP-OCRv4_rec_infer.onnx")


@unittest.skipUnless(MODEL.exists(), "OCTET_MODELS names no folder with " + MODEL.name)
class Calibration(KernelCase):
    def setUp(self):
        reply, _ = self.run_cell(
            f"var model = load({json.dumps(str(MODEL))});\n"
            f"var lines = images({json.dumps(str(PICTURES))}).bgr().height(48).normalize(127.5, 127.5);\n"
            "var again = samples(() -> IntStream.range(0, 100).boxed().flatMap(i -> lines.open()));"
        )
        self.assertEqual(reply["status"], "ok", reply)

    def test_it_stops_at_the_next_sample(self):
        request = self.client.execute("var seen = model.calibrate(again);")
        steps = 0
        while steps < 3:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            self.assertNotEqual(message["msg_type"], "error", message["content"])
            steps += message["msg_type"] in ("display_data", "update_display_data")
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(request)["ename"], "KeyboardInterrupt")
        messages = self.drain(request)
        self.assertNotIn("cannot be stopped", self.text(messages, "stderr"))
        time.sleep(1)
        before = cpu_seconds(self.manager)
        time.sleep(0.8)
        self.assertLess(cpu_seconds(self.manager) - before, 0.2, "something goes on")
        reply, _ = self.run_cell("var some = model.calibrate(lines.take(3));")
        self.assertEqual(reply["status"], "ok", reply)
        self.assertIn("int8", self.result(self.run_cell("some.quantize().toString()")[1])[0])


if __name__ == "__main__":
    unittest.main()
