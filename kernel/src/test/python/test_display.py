"""What a front end gets to show."""

import base64
import struct
import unittest

from kernel_case import KernelCase


class Display(KernelCase):
    def shown(self, code, kinds=("display_data", "execute_result")):
        """Returns the contents of what a cell shows."""
        reply, messages = self.run_cell(code)
        self.assertEqual(reply["status"], "ok", reply)
        return [m["content"] for m in messages if m["msg_type"] in kinds]

    def form(self, code, mime="text/html"):
        (content,) = self.shown(code)
        self.assertIn(mime, content["data"], content["data"].keys())
        return content["data"][mime]

    def plain(self, code):
        return self.form(code, "text/plain")

    def test_arrays_and_collections(self):
        self.assertEqual(self.plain("new double[][] {{1, 2}, {3, 4}}"), "[[1.0, 2.0], [3.0, 4.0]]")
        self.assertIn("<table", self.form("new double[][] {{1, 2}, {3, 4}}"))
        self.assertIn("from 0 to 999, mean 499.5", self.form("IntStream.range(0, 1000).toArray()"))
        self.assertIn("HashMap", self.form('new HashMap<>(Map.of("bits", 8))'))
        self.assertEqual(self.plain('Map.of("bits", 8)'), "{bits=8}")
        self.assertEqual(self.shown('List.of(1, 2)')[0]["data"], {"text/plain": "[1, 2]"})
        self.assertIn("(this Collection)", self.plain("var loop = new ArrayList<Object>(); loop.add(loop); loop"))

    def test_records(self):
        self.run_cell("record Layer(String name, double drop) {}")
        self.assertEqual(self.plain('new Layer("conv", 0.5)'), "Layer[name=conv, drop=0.5]")
        self.assertIn(">conv<", self.form('new Layer("conv", 0.5)'))
        table = self.form('List.of(new Layer("conv", 0.5), new Layer("<b>", 2))')
        self.assertIn(">drop<", table)
        self.assertIn("&lt;b&gt;", table)

    def test_streams_are_never_used_up_unasked(self):
        self.run_cell("var endless = IntStream.iterate(0, i -> i + 1);")
        self.assertIn("not read", self.plain("endless"))
        self.assertTrue(self.plain("display(endless);").startswith("[0, 1, 2"))
        self.assertEqual(self.plain("IntStream.range(0, 3).boxed().toList()"), "[0, 1, 2]")

    def test_other_values(self):
        self.assertEqual(self.shown("Optional.empty()")[0]["data"], {"text/plain": "Optional.empty"})
        self.assertIn("Caused by", self.form('new Exception("high", new Exception("low"))'))
        table = self.form('Table.create("t", DoubleColumn.create("drop", 0.5, 1).appendMissing())')
        self.assertIn(">double<", table)
        self.assertIn("1 missing value", table)

    def test_pictures_and_charts_are_sharp(self):
        content = self.shown("new java.awt.image.BufferedImage(30, 20, 1)")[0]
        self.assertEqual(content["metadata"]["image/png"], {"width": 30, "height": 20})
        content = self.shown(
            'var chart = new XYChartBuilder().width(400).height(300).build();'
            ' chart.addSeries("a", new double[] {1, 2}, new double[] {2, 1}); chart'
        )[0]
        self.assertEqual(content["metadata"]["image/png"], {"width": 400, "height": 300})
        png = base64.b64decode(content["data"]["image/png"])
        self.assertEqual(struct.unpack(">II", png[16:24]), (800, 600))
        self.assertEqual(png[25], 6, "with an alpha channel, so that it fits both themes")

    def test_written_forms(self):
        for mime, text in [
            ("text/html", "<b>bold</b>"),
            ("text/markdown", "**bold**"),
            ("text/latex", "$\\frac{1}{2}$"),
            ("image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'),
        ]:
            with self.subTest(mime=mime):
                code = 'display("%s", "%s");' % (text.replace("\\", "\\\\").replace('"', '\\"'), mime)
                self.assertEqual(self.form(code, mime), text)
        self.assertEqual(self.form('display("{\\"a\\": [1]}", "application/json");', "application/json"), {"a": [1]})
        reply, _ = self.run_cell('display(List.of(1), "image/png");')
        self.assertIn("no form image/png; it can be shown as text/plain", reply["evalue"])

    def test_display_update_and_clear(self):
        _, messages = self.run_cell(
            'String id = display("a");\nupdateDisplay(id, Map.of("b", 1));\nclearOutput(true);\nclearOutput();'
        )
        kinds = [(m["msg_type"], m["content"]) for m in messages if m["msg_type"] != "execute_input"]
        self.assertEqual(
            [kind for kind, _ in kinds], ["display_data", "update_display_data", "clear_output", "clear_output"]
        )
        shown, updated, waits, at_once = (content for _, content in kinds)
        self.assertEqual(shown["transient"]["display_id"], updated["transient"]["display_id"])
        self.assertIn("text/html", updated["data"])
        self.assertEqual([waits["wait"], at_once["wait"]], [True, False])

    def test_update_from_a_later_cell(self):
        (first,) = self.shown('String later = display("waiting");')
        (second,) = self.shown('updateDisplay(later, "done")', ("update_display_data",))
        self.assertEqual(first["transient"]["display_id"], second["transient"]["display_id"])

    def test_render(self):
        self.assertEqual(self.form('render("*x*", "text/markdown")', "text/markdown"), "*x*")
        self.assertIn("<table", self.form("render(new int[2][2])"))
        self.assertEqual(self.plain('render(new int[2][2], "text/html").data().keySet().size()'), "2")

    def test_renderers_of_the_users(self):
        self.run_cell("record Point(int x, int y) {}\nrenderer(Point.class, p -> new int[p.x()][p.y()]);")
        content = self.shown("new Point(2, 2)")[0]
        self.assertEqual(content["data"]["text/plain"], "Point[x=2, y=2]")
        self.assertIn("int[][2] of int[2]", content["data"]["text/html"])
        self.run_cell('renderer(Point.class, p -> render("<i>" + p.x() + "</i>", "text/html"));')
        self.assertEqual(self.form("new Point(7, 2)"), "<i>7</i>")
        self.run_cell('renderer(Point.class, p -> { throw new IllegalStateException("bad"); });')
        self.assertIn("failed: java.lang.IllegalStateException: bad", self.plain("new Point(1, 1)"))


if __name__ == "__main__":
    unittest.main()
