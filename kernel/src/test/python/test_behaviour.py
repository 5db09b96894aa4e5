"""What people do in notebooks."""

import time
import unittest

from kernel_case import PATIENCE, KernelCase


class Behaviour(KernelCase):
    def test_all_printed_lines_arrive_in_order(self):
        reply, messages = self.run_cell("for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);")
        self.assertEqual(reply["status"], "ok")
        self.assertEqual(self.text(messages).splitlines(), [f"line {i}" for i in range(100_000)])

    def test_both_streams_keep_their_order(self):
        _, messages = self.run_cell('for (int i = 0; i < 5; i++) { System.out.print("o" + i); System.err.print("e" + i); }')
        joined = "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")
        self.assertEqual(joined, "o0e0o1e1o2e2o3e3o4e4")

    def test_characters_are_never_cut(self):
        _, messages = self.run_cell('for (int i = 0; i < 20_000; i++) System.out.print("é漢😀");')
        self.assertEqual(self.text(messages), "é漢😀" * 20_000)

    def test_late_output_goes_to_its_cell(self):
        request = self.client.execute(
            'new Thread(() -> { try { Thread.sleep(800); } catch (Exception e) {} System.out.println("late"); }).start();'
        )
        self.reply(request)
        self.drain(request)
        other = self.client.execute('Thread.sleep(1500); System.out.println("other");')
        parents = {}
        while len(parents) < 2:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == "stream":
                parents[message["content"]["text"].strip()] = message["parent_header"]["msg_id"]
        self.reply(other)
        self.drain(other)
        self.assertEqual(parents, {"late": request, "other": other})

    def test_error_aborts_what_waits_and_nothing_later(self):
        requests = [self.client.execute(code) for code in ("Thread.sleep(300); int q = 1 / 0;", "1", "2")]
        replies = [self.reply(request)["status"] for request in requests]
        for request in requests:
            self.drain(request)
        self.assertEqual(replies, ["error", "aborted", "aborted"])
        self.assertEqual(self.run_cell("3")[0]["status"], "ok")
        requests = [self.client.execute(code, stop_on_error=False) for code in ("int r = 1 / 0;", "4")]
        self.assertEqual([self.reply(request)["status"] for request in requests], ["error", "ok"])
        for request in requests:
            self.drain(request)

    def test_update_display_and_clear(self):
        _, messages = self.run_cell('String id = display("a"); updateDisplay(id, "b"); clearOutput(true); display("c");')
        kinds = [m["msg_type"] for m in messages if m["msg_type"] != "execute_input"]
        self.assertEqual(kinds, ["display_data", "update_display_data", "clear_output", "display_data"])
        shown, updated = messages[1]["content"], messages[2]["content"]
        self.assertEqual(shown["transient"]["display_id"], updated["transient"]["display_id"])
        self.assertEqual(updated["data"]["text/plain"], "b")

    def test_silent_and_uncounted(self):
        before = self.run_cell("1")[0]["execution_count"]
        reply, messages = self.run_cell("2", silent=True)
        self.assertEqual(messages, [])
        reply, messages = self.run_cell("3", store_history=False)
        self.assertEqual(self.result(messages), ["3"])
        self.assertEqual(self.run_cell("4")[0]["execution_count"], before + 1)

    def test_silent_failure_is_only_replied(self):
        reply, messages = self.run_cell("int silent = 1 / 0;", silent=True)
        self.assertEqual((reply["status"], reply["ename"]), ("error", "ArithmeticException"))
        self.assertEqual(messages, [])
        last = self.client.history(hist_access_type="tail", n=1)
        self.assertNotIn("silent = 1", str(self.reply(last)["history"]))

    def test_output_of_threads_goes_to_the_cell_that_started_them(self):
        code = 'var t%d = new Thread(() -> { for (int i = 0; i < 5; i++) { try { Thread.sleep(100); } catch (Exception e) {} System.out.println("%d"); } }); t%d.start();'
        requests = [self.client.execute(code % (n, n, n)) for n in (1, 2)]
        for request in requests:
            self.reply(request)
        heard = {request: "" for request in requests}
        while any(len(text) < 10 for text in heard.values()):
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == "stream":
                heard[message["parent_header"]["msg_id"]] += message["content"]["text"]
        self.assertEqual([heard[request] for request in requests], ["1\n" * 5, "2\n" * 5])

    def test_user_expressions(self):
        reply, _ = self.run_cell("int u = 20;", user_expressions={"twice": "u * 2", "bad": "nowhere"})
        self.assertEqual(reply["user_expressions"]["twice"]["data"]["text/plain"], "40")
        self.assertEqual(reply["user_expressions"]["bad"]["status"], "error")
        reply, messages = self.run_cell("", silent=True, user_expressions={"u": "u + 1"})
        self.assertEqual(reply["user_expressions"]["u"]["data"]["text/plain"], "21")
        self.assertEqual(messages, [])

    def test_input(self):
        request = self.client.execute("new Scanner(System.in).nextLine() + \"!\"", allow_stdin=True)
        question = self.client.get_stdin_msg(timeout=PATIENCE)
        self.assertEqual(question["msg_type"], "input_request")
        self.client.input("hello")
        self.assertEqual(self.reply(request)["status"], "ok")
        self.assertEqual(self.result(self.drain(request)), ["hello!"])
        reply, _ = self.run_cell("new Scanner(System.in).nextLine()", allow_stdin=False)
        self.assertEqual(reply["status"], "error")
        self.assertIn("cannot ask", reply["evalue"])

    def test_variables_survive_redefinition(self):
        self.run_cell("int f() { return 41; }\nint kept = f() + 1;\nvar list = new ArrayList<String>(List.of(\"x\"));")
        self.run_cell("int f() { return 0; }")
        self.run_cell("import java.time.*;")
        _, messages = self.run_cell('kept + " " + list')
        self.assertEqual(self.result(messages), ["42 [x]"])

    def test_what_does_not_survive_is_said(self):
        self.run_cell("class Count { static int made; final int id = ++made; }\nCount one = new Count(); int seen = one.id;")
        _, messages = self.run_cell("class Count { static int made; final int id = ++made; public String toString() { return \"c\" + id; } }")
        said = self.text(messages, "stderr")
        self.assertIn("variable one was lost, because the class of its value was declared anew", said)
        self.assertIn("the static fields of Count begin anew, because it was declared anew: made", said)
        _, messages = self.run_cell("new Count() + \" \" + seen")
        self.assertEqual(self.result(messages), ["c1 1"])

    def test_objects_survive_redefinition(self):
        self.run_cell(
            "int step() { return 1; }\nclass Walker { static int all; int at; int go() { all++; return at += step(); } }\n"
            "record Pair(int a, int b) { int sum() { return a + b; } }\nenum Mood { GOOD, BAD; String word() { return \"x\"; } }"
        )
        self.run_cell(
            "var walker = new Walker(); walker.go(); var pair = new Pair(1, 2); var mood = Mood.BAD;\n"
            "Supplier<Integer> kept = () -> step(); Function<Pair, Integer> sum = Pair::sum;"
        )
        for code in (
            "int step() { return 10; }",
            "record Pair(int a, int b) { int sum() { return a * 100 + b; } }",
            "enum Mood { GOOD, BAD; String word() { return name().toLowerCase(); } }",
            "import java.time.*;",
        ):
            with self.subTest(code=code):
                _, messages = self.run_cell(code)
                self.assertEqual(self.text(messages, "stderr"), "")
        _, messages = self.run_cell('List.of(walker.go(), Walker.all, kept.get(), sum.apply(pair), mood.word(), mood == Mood.BAD).toString()')
        self.assertEqual(self.result(messages), ["[11, 2, 10, 102, bad, true]"])

    def test_own_libraries_are_hidden(self):
        for name in (
            "com.google.gson.Gson",
            "org.zeromq.ZMQ",
            "org.objectweb.asm.ClassReader",
            "picocli.CommandLine",
            "octet.kernel.Main",
            "org.commonmark.parser.Parser",
            "io.github.spencerpark.jupyter.kernel.BaseKernel",
        ):
            with self.subTest(name=name):
                self.assertEqual(self.run_cell(f"{name}.class")[0]["status"], "error")
                self.assertEqual(self.run_cell(f'Class.forName("{name}")')[0]["ename"], "ClassNotFoundException")

    def test_control_channel_answers_while_a_cell_runs(self):
        request = self.client.execute("Thread.sleep(3000)")
        message = self.client.session.msg("kernel_info_request", {})
        self.client.control_channel.send(message)
        reply = self.client.get_control_msg(timeout=2)
        self.assertEqual(reply["content"]["status"], "ok")
        self.manager.interrupt_kernel()
        self.reply(request)
        self.drain(request)

    def test_unknown_request_is_answered(self):
        message = self.client.session.msg("create_subshell_request", {})
        self.client.shell_channel.send(message)
        self.assertEqual(self.reply(message["header"]["msg_id"])["status"], "error")


if __name__ == "__main__":
    unittest.main()
