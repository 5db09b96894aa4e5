"""Convolutions and products, and what is computed in one kernel with them."""

import numpy as np

from ir_catalogue import BOTH, PERFORMANCE, TRANSFORMER, Case, model


@model(BOTH)
def conv(net):
    """Convolutions with bias and activation functions, and one without either."""
    y = net.op("relu", net.conv(net.input(), 3, 4, name="first"))
    y = net.op("clamp", net.conv(y, 4, 4, name="second"), 0.0, 6.0)
    net.output(net.conv(y, 4, 2, bias=False, name="last"))


@model(BOTH)
def depthwise(net):
    """Depthwise convolutions, alone and beside an ordinary one."""
    y = net.op("relu", net.conv(net.input(), 3, 4))
    y = net.op("relu", net.group_conv(y, 4, 1, 1, name="depthwise"))
    net.output(net.conv(y, 4, 4, 1, name="beside"), net.group_conv(y, 4, 1, 2, name="depthwise_wide"))


@model(BOTH)
def group_conv(net):
    """In groups: with a function, with scale and shift behind, beside another one in front of a join."""
    y = net.op("relu", net.conv(net.input(), 3, 4))
    a = net.op("relu", net.group_conv(y, 2, 2, 2, name="groups"), name="relu_a")
    b = net.bias(net.scale(net.group_conv(a, 2, 2, 2, bias=False, name="groups_b"), net.random.uniform(0.5, 2, (1, 4, 1, 1))), 4)
    c = net.scale(net.group_conv(net.op("relu", b, name="relu_b"), 2, 2, 2, name="groups_c"), 0.5, name="halved")
    net.output(net.group_conv(net.op("concat", [a, net.op("relu", c, name="relu_c")], 1), 2, 4, 2, name="of_joined"))


@model(BOTH)
def conv_transpose(net):
    y = net.op("relu", net.conv(net.input(), 3, 4))
    weight = net.weight(4, 3, 2, 2)
    y = net.op("convolution_backprop_data", y, weight, [2, 2], pads_begin=[0, 0], pads_end=[0, 0], dilations=[1, 1], name="up")
    y = net.op("relu", net.bias(y, 3))
    grouped = net.op("group_convolution_backprop_data", y, net.weight(3, 1, 2, 2, 2), [2, 2], pads_begin=[0, 0], pads_end=[0, 0],
                     dilations=[1, 1], name="up_groups")
    net.output(grouped)


@model(BOTH)
def conv_one_dimension(net):
    x = net.input(shape=(1, 4, 16))
    net.output(net.conv(net.op("relu", net.conv(x, 4, 6, rank=1)), 6, 2, rank=1, name="last"))


@model(BOTH)
def conv_arithmetic(net):
    """What stands behind a convolution: scale and shift, shift and scale, a quotient, a difference."""
    x = net.input()
    y = net.scale(net.conv(x, 3, 4, bias=False, name="a"), net.random.uniform(0.5, 2, (1, 4, 1, 1)))
    y = net.op("relu", net.bias(y, 4, name="a_shift"))
    z = net.scale(net.conv(y, 4, 4, name="b"), 0.5)
    u = net.op("divide", net.conv(y, 4, 4, name="c"), net.const(3.0))
    v = net.op("subtract", net.op("relu", net.conv(y, 4, 4, name="d")), net.const(0.5))
    net.output(z, u, v)


@model(BOTH)
def conv_self_arithmetic(net):
    """A convolution's result times itself, and times its sigmoid."""
    y = net.conv(net.input(), 3, 4)
    z = net.op("multiply", y, y, name="square")
    u = net.conv(z, 4, 4, name="conv_b")
    net.output(net.conv(net.op("multiply", u, net.op("sigmoid", u), name="swish"), 4, 4, name="last"))


@model(BOTH | TRANSFORMER)
def matmul(net):
    """Weights in either orientation, at either side, of several axes; products of two activations."""
    x = net.input(shape=(1, 4, 8))
    y = net.linear(x, 8, 6, "transposed", rank=3)
    y = net.linear(y, 6, 8, "straight", rank=3, transposed=False)
    left = net.op("matmul", net.weight(5, 4), y, False, False, name="left")
    deep = net.op("matmul", y, net.weight(1, 8, 3), False, False, name="deep")
    both = net.op("matmul", y, x, False, True, name="both")
    net.output(left, deep, both)


@model(BOTH)
def fully_connected(net):
    y = net.reshape(net.op("relu", net.conv(net.input(), 3, 4)), 1, 256)
    y = net.op("relu", net.linear(y, 256, 8, "first"))
    net.output(net.op("softmax", net.linear(y, 8, 4, "second"), 1))


@model(PERFORMANCE, half=True)
def half_precision(net):
    """Weights in f16 behind Convert."""
    y = net.op("relu", net.conv(net.input(), 3, 4))
    y = net.op("relu", net.group_conv(y, 4, 1, 1, name="depthwise"))
    net.output(net.linear(net.mean(y, 2, 3, keep=False), 4, 3))


@model(PERFORMANCE | {"enable": Case(preset="PERFORMANCE", overflowFix="ENABLE"), "disable": Case(preset="PERFORMANCE", overflowFix="DISABLE")})
def overflow(net):
    x = net.input()
    y = net.op("relu", net.conv(x, 3, 4, name="first"))
    y = net.op("relu", net.group_conv(y, 4, 1, 1, name="depthwise"))
    y = net.group_conv(y, 2, 2, 2, name="groups")
    y = net.op("convolution_backprop_data", y, net.weight(4, 3, 2, 2), [2, 2], pads_begin=[0, 0], pads_end=[0, 0], dilations=[1, 1], name="up")
    net.output(net.linear(net.mean(y, 2, 3, keep=False), 3, 3), net.conv(x, 3, 2, 1, name="first_too"))


@model({"names": Case(preset="PERFORMANCE", ignoredNames=("middle",)), "types": Case(preset="PERFORMANCE", ignoredTypes=("Add", "MatMul"))})
def ignored(net):
    y = net.op("relu", net.conv(net.input(), 3, 4, name="first"))
    z = net.op("relu", net.conv(y, 4, 4, name="middle"))
    y = net.op("add", y, z, name="sum")
    net.output(net.linear(net.mean(net.conv(y, 4, 4, name="last"), 2, 3, keep=False), 4, 3))


@model(BOTH)
def shared_weight(net):
    """One constant for two convolutions."""
    w = net.weight(3, 3, 3, 3)
    x = net.input()
    a = net.op("convolution", x, w, [1, 1], [1, 1], [1, 1], [1, 1], name="one")
    b = net.op("convolution", net.op("tanh", a), w, [1, 1], [1, 1], [1, 1], [1, 1], name="two")
    net.output(b)


@model(BOTH)
def embedding(net):
    """A table of rows with positions added, then products; a look-up in an activation."""
    ids = net.input("ids", (1, 5), np.int64)
    y = net.op("gather", net.weight(40, 32), ids, net.const(0, np.int64), name="words")
    z = net.op("add", y, net.weight(1, 5, 32), name="positions")
    z = net.linear(z, 32, 8, "first", rank=3)
    last = net.op("gather", z, net.const(0, np.int64), net.const(1, np.int64), name="first_row")
    net.output(net.linear(last, 8, 3, "head"), net.linear(y, 32, 4, "direct", rank=3))


def recurrent(net, kind, x, cin, hidden, name, steps=6, **attributes):
    gates = {"lstm": 4, "gru": 3, "rnn": 1}[kind]
    directions = 2 if attributes.get("direction") == "bidirectional" else 1
    state = net.const(np.zeros((1, directions, hidden)))
    states = [state, net.const(np.zeros((1, directions, hidden)))] if kind == "lstm" else [state]
    rows = gates * hidden
    bias = net.weight(directions, rows + (hidden if attributes.get("linear_before_reset") else 0), scale=0.1)
    w, r = net.weight(directions, rows, cin, scale=0.3), net.weight(directions, rows, hidden, scale=0.3)
    attributes.setdefault("direction", "forward")
    return net.outputs(f"{kind}_sequence", x, *states, net.const([steps], np.int64), w, r, bias, hidden_size=hidden, name=name,
                       **attributes)[0]


@model(BOTH)
def lstm(net):
    """A bidirectional LSTM, then a product; and one whose state is an input."""
    x = net.input(shape=(1, 6, 4))
    y = recurrent(net, "lstm", x, 4, 5, "both_ways", direction="bidirectional")
    y = net.reshape(net.transpose(y, 0, 2, 1, 3), 1, 6, 10)
    h, c = net.input("h", (1, 1, 3)), net.input("c", (1, 1, 3))
    found = net.outputs("lstm_sequence", y, h, c, net.const([6], np.int64), net.weight(1, 12, 10, scale=0.3),
                        net.weight(1, 12, 3, scale=0.3), net.weight(1, 12, scale=0.1), hidden_size=3, direction="forward", name="stateful")
    net.output(net.linear(net.op("squeeze", found[0], net.ints(1)), 3, 2, rank=3), found[1], found[2])


@model(BOTH)
def gru(net):
    """Without and with linear_before_reset, which NNCF leaves alone."""
    x = net.input(shape=(1, 6, 4))
    y = net.op("squeeze", recurrent(net, "gru", x, 4, 5, "plain"), net.ints(1))
    y = net.op("squeeze", recurrent(net, "gru", y, 5, 3, "before_reset", linear_before_reset=True), net.ints(1))
    net.output(net.linear(y, 3, 2, rank=3))


@model(BOTH)
def rnn(net):
    x = net.input(shape=(1, 6, 4))
    y = net.op("squeeze", recurrent(net, "rnn", x, 4, 5, "plain"), net.ints(1))
    net.output(net.linear(y, 5, 2, rank=3))
