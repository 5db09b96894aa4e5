"""LSTM, GRU and recurrent cells spelt out."""

from catalogue import BOTH, model
from net import INT64


def recurrent(net, kind, x, cin, hidden, name, directions=1):
    gates = {"LSTM": 4, "GRU": 3, "RNN": 1}[kind]
    w = net.weight(directions, gates * hidden, cin, name=f"{name}_w", scale=0.3)
    r = net.weight(directions, gates * hidden, hidden, name=f"{name}_r", scale=0.3)
    b = net.weight(directions, 2 * gates * hidden, name=f"{name}_b", scale=0.1)
    more = {"linear_before_reset": 1} if kind == "GRU" else {}
    direction = "bidirectional" if directions == 2 else "forward"
    outs = net.op(kind, x, w, r, b, name=name, outputs=2, hidden_size=hidden, direction=direction, **more)
    return outs[0]


@model(BOTH)
def lstm_tagger(net):
    """Embedding → bidirectional LSTM → linear per word."""
    ids = net.input("ids", shape=(6, 1), dtype=INT64)
    x = net.op("Gather", net.weight(20, 8, name="words"), ids, name="embedding")
    y = net.transpose(recurrent(net, "LSTM", x, 8, 4, "lstm", 2), 0, 2, 1, 3)
    net.output(net.linear(net.reshape(y, 6, 8), 8, 5, "tags"))


@model(BOTH)
def gru_after_conv(net):
    """A conv front end, a GRU over time, a Gemm on the last step."""
    y = net.relu(net.op("Conv", net.input(shape=(1, 4, 12)), net.weight(6, 4, 3), net.weight(6), name="conv", pads=[1, 1]))
    y = recurrent(net, "GRU", net.transpose(y, 2, 0, 1), 6, 4, "gru")
    last = net.op("Gather", net.op("Squeeze", y, net.ints(1)), net.const(-1, "last", "int64"), axis=0)
    net.output(net.op("Sigmoid", net.fc(last, 4, 2, "head")))


@model(BOTH)
def lstm_pair(net):
    """Two LSTMs in a row, the second's output pooled."""
    y = recurrent(net, "LSTM", net.input(shape=(6, 1, 4)), 4, 4, "lstm_a")
    y = recurrent(net, "LSTM", net.op("Squeeze", y, net.ints(1)), 4, 4, "lstm_b")
    net.output(net.linear(net.op("ReduceMean", net.op("Squeeze", y, net.ints(1), name="squeeze_b"), axes=[0]), 4, 3, "head"))


@model(BOTH)
def lstm_cell(net):
    """One step spelt out: Gemms of input and state, Split, gates."""
    x, h, c = net.input("x", (1, 4)), net.input("h", (1, 4)), net.input("c", (1, 4))
    gates = net.op("Add", net.fc(x, 4, 16, "from_input"), net.fc(h, 4, 16, "from_state"), name="gates")
    i, f, g, o = net.op("Split", gates, net.ints(4, 4, 4, 4), outputs=4, axis=1)
    keep = net.op("Mul", net.op("Sigmoid", f, name="forget"), c, name="keep")
    add = net.op("Mul", net.op("Sigmoid", i, name="enter"), net.op("Tanh", g), name="new")
    cell = net.op("Add", keep, add, name="cell")
    net.output(net.op("Mul", net.op("Sigmoid", o, name="out_gate"), net.op("Tanh", cell, name="cell_tanh"), name="state"), cell)


@model(BOTH)
def gru_cell(net):
    """One GRU step spelt out with MatMuls, 1 - z and an interpolation."""
    x, h = net.input("x", (1, 4)), net.input("h", (1, 4))
    part = lambda n, v: net.op("Add", net.linear(x, 4, 4, f"x{n}"), net.linear(v, 4, 4, f"h{n}"), name=f"sum_{n}")
    z = net.op("Sigmoid", part("z", h), name="update")
    r = net.op("Sigmoid", part("r", h), name="reset")
    n = net.op("Tanh", part("n", net.op("Mul", r, h, name="reset_h")))
    y = net.op("Mul", net.op("Sub", net.const(1.0), z, name="inverse"), n, name="new_part")
    net.output(net.op("Add", y, net.op("Mul", z, h, name="old_part"), name="state"))
