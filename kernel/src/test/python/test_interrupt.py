"""Cells that do not end, and how they are stopped."""

import time
import unittest

from kernel_case import KernelCase, cpu_seconds

OWN_CODE = (
    "while (true) {}",
    "int n = 0; do { n++; } while (n != -1 || true);",
    "for (int i = 0; ; i++) { switch (i) { case 1: continue; default: } }",
    "for (;;) { try { deep(1); } catch (StackOverflowError e) {} }",
    "IntStream.iterate(0, i -> i).forEach(i -> {})",
    "Runnable r = () -> { while (true) {} }; r.run();",
    "while (true) { try { Thread.sleep(10); } catch (Exception e) {} }",
    "while (true) { try { Thread.sleep(1); } catch (Throwable e) {} }",
    "class Slow { public String toString() { while (true) {} } }\nnew Slow()",
)
OTHER_THREADS = (
    "IntStream.range(0, 8).parallel().forEach(i -> { while (true) {} })",
    "var t = new Thread(() -> { while (true) {} }); t.start(); t.join();",
    "CompletableFuture.supplyAsync(() -> { while (true) {} }).get()",
)
LIBRARY_CODE = (
    "new Random().ints().sum()",
    "Stream.iterate(1, x -> x).count()",
    "IntStream.generate(() -> 1).sum()",
    "new Random().doubles().max()",
    "Stream.iterate(1, i -> i + 1).forEach(System.out::println)",
    "Stream.generate(List::of).forEach(Objects::hashCode)",
    'Pattern.compile("(.*,){28}P").matcher("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36").matches()',
    "BigInteger.TWO.pow(300_000_000).multiply(BigInteger.TEN.pow(100_000_000)).bitLength()",
    "new AbstractList<Integer>() { public Integer get(int i) { return 1; } public int size() { return Integer.MAX_VALUE; } }.indexOf(2)",
    "LongStream.range(0, Long.MAX_VALUE).sum()",
    "Stream.iterate(1, Integer::valueOf).distinct().limit(2).count()",
    "new Random().ints().parallel().sum()",
    "IntStream.generate(() -> 1).parallel().sum()",
    "var t = new Thread(() -> new Random().ints().sum()); t.start(); t.join();",
    "CompletableFuture.supplyAsync(() -> new Random().ints().sum()).get()",
    "Object lock = new Object(); var h = new Thread(() -> { synchronized (lock) { try { Thread.sleep(5000); } catch (Exception e) {} } }); h.start(); Thread.sleep(200); synchronized (lock) { }",
)
WAITING = (
    "Thread.sleep(100_000)",
    "new CountDownLatch(1).await()",
    "new ServerSocket(0).accept()",
    "var listener = new ServerSocket(0); new Socket(\"localhost\", listener.getLocalPort()).getInputStream().read()",
    "java.nio.channels.ServerSocketChannel.open().bind(new InetSocketAddress(0)).accept()",
    'new ProcessBuilder("sleep", "100").start().getInputStream().read()',
    'new ProcessBuilder("sleep", "100").start().waitFor()',
    "var pipe = new PipedInputStream(new PipedOutputStream()); pipe.read();",
)


class Interrupt(KernelCase):
    def interrupted(self, code):
        request = self.client.execute(code)
        self.wait_until_busy(request)
        time.sleep(0.5)
        self.manager.interrupt_kernel()
        reply = self.reply(request)
        self.drain(request)
        self.assertEqual(reply["status"], "error")
        self.assertEqual(reply["ename"], "KeyboardInterrupt")

    def wait_until_busy(self, request):
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["msg_type"] == "execute_input" and message["parent_header"]["msg_id"] == request:
                return

    def check(self, cells):
        self.run_cell("int deep(int i) { return i < 0 ? 0 : deep(i % 7) + 0; }")
        for code in cells:
            with self.subTest(code=code):
                self.interrupted(code)
                _, messages = self.run_cell("1 + 1")
                self.assertEqual(self.result(messages), ["2"])
        # Compilers have something to do yet after an interrupt.
        time.sleep(1)
        before = cpu_seconds(self.manager)
        time.sleep(0.8)
        self.assertLess(cpu_seconds(self.manager) - before, 0.2, "something goes on")

    def test_own_loops_end(self):
        self.check(OWN_CODE)

    def test_threads_of_the_cell_end(self):
        self.check(OTHER_THREADS)

    def test_loops_of_libraries_end(self):
        self.check(LIBRARY_CODE)

    def test_waiting_ends(self):
        self.check(WAITING)

    def test_interrupt_right_after_busy_counts(self):
        for code in ("while (true) {}", "int late = 1; while (true) {}", "Thread.sleep(100_000);") * 10:
            request = self.client.execute(code)
            self.wait_for_status(request)
            self.manager.interrupt_kernel()
            self.assertEqual(self.reply(request)["ename"], "KeyboardInterrupt")
            self.drain(request)

    def test_interrupt_of_nothing_does_not_stop_the_next_cell(self):
        for _ in range(10):
            self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
            self.assertEqual(self.client.get_control_msg(timeout=60)["content"]["status"], "ok")
            self.assertEqual(self.result(self.run_cell("1 + 1")[1]), ["2"])

    def wait_for_status(self, request):
        while self.client.get_iopub_msg(timeout=60)["parent_header"].get("msg_id") != request:
            pass

    def test_question_to_the_reader_ends(self):
        request = self.client.execute("System.in.read()", allow_stdin=True)
        self.client.get_stdin_msg(timeout=60)
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(request)["ename"], "KeyboardInterrupt")
        self.drain(request)
        request = self.client.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
        self.client.get_stdin_msg(timeout=60)
        self.client.input("now")
        self.assertEqual(self.reply(request)["status"], "ok")
        self.assertEqual(self.result(self.drain(request)), ["now"])

    def test_cell_left_behind_does_not_go_on(self):
        self.run_cell("var server = new ServerSocket(0); int served = 0;")
        self.interrupted("while (true) { server.accept().close(); served++; }")
        self.run_cell('for (int i = 0; i < 3; i++) new Socket("localhost", server.getLocalPort()).close();')
        time.sleep(0.5)
        _, messages = self.run_cell("served")
        # What it had begun with the first connection it may end.
        self.assertIn(self.result(messages), (["0"], ["1"]))

    def test_loops_are_quick_again_afterwards(self):
        self.interrupted("while (true) {}")
        reply, _ = self.run_cell("long s = 0; for (int i = 0; i < 1_000_000; i++) s += i; s")
        self.assertEqual(reply["status"], "ok")

    def test_cells_that_wait_are_aborted(self):
        first = self.client.execute("while (true) {}")
        second = self.client.execute("2")
        self.wait_until_busy(first)
        time.sleep(0.5)
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(first)["ename"], "KeyboardInterrupt")
        self.assertEqual(self.reply(second)["status"], "aborted")
        self.drain(first)
        self.drain(second)


if __name__ == "__main__":
    unittest.main()
