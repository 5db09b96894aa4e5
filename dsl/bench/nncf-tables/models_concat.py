"""Concat: unified scales, nesting, constants, branches."""

from catalogue import BOTH, DEFAULT, MIXED, PERFORMANCE, case, model

ROW = dict(axis=1)
RULES = {"do-not-merge": case(preset="PERFORMANCE", quantizerPropagationRule="DO_NOT_MERGE_BRANCHES")}


def two(net):
    x = net.input()
    return (net.relu(net.conv(x, 3, 4, name="conv_a"), "relu_a"), net.op("Tanh", net.conv(x, 3, 4, name="conv_b"), name="tanh_b"))


@model(BOTH | RULES, scales=DEFAULT)
def concat_conv(net):
    a, b = two(net)
    net.output(net.conv(net.op("Concat", a, b, **ROW), 8, 4, name="last"))


@model(BOTH)
def concat_depthwise(net):
    a, b = two(net)
    net.output(net.conv(net.op("Concat", a, b, **ROW), 8, 8, group=8, name="depthwise"))


@model(BOTH)
def concat_no_conv(net):
    """The concat is read by an Add only, or by nothing that is quantized."""
    a, b = two(net)
    c = net.op("Concat", a, b, name="concat_add", **ROW)
    d = net.op("Add", c, net.op("Sigmoid", c))
    net.output(d, net.op("Softplus", net.op("Concat", b, a, name="concat_float", **ROW)))


@model(BOTH)
def concat_output(net):
    a, b = two(net)
    net.output(net.op("Concat", a, b, **ROW))


@model(BOTH)
def concat_nested(net):
    a, b = two(net)
    inner = net.op("Concat", a, b, name="inner", **ROW)
    c = net.op("Elu", net.conv(inner, 8, 4, name="conv_c"))
    outer = net.op("Concat", inner, c, name="outer", **ROW)
    net.output(net.conv(outer, 12, 4, name="last"))


@model(BOTH)
def concat_pool_chain(net):
    """Pass-through operations before and after: pool → concat → reshape → transpose → conv."""
    a, b = two(net)
    p = net.op("MaxPool", a, kernel_shape=[3, 3], pads=[1] * 4)
    y = net.op("Concat", p, net.transpose(b, 0, 1, 3, 2), a, **ROW)
    y = net.transpose(net.reshape(y, 1, 12, 4, 16), 0, 1, 3, 2, name="after")
    net.output(net.conv(y, 12, 4, name="last"))


@model(BOTH)
def concat_constant(net):
    """One input is a constant; another concat has a constant alone beside an activation that a matmul reads."""
    a, _ = two(net)
    y = net.op("Concat", a, net.weight(1, 2, 8, 8, name="k"), **ROW)
    y = net.conv(y, 6, 4, name="conv_c")
    token = net.weight(1, 1, 64, name="token")
    y = net.op("Concat", token, net.reshape(y, 1, 4, 64), name="with_token", **ROW)
    net.output(net.linear(y, 64, 4, "head"))


@model(BOTH)
def concat_branches(net):
    """The inputs of the concat have other readers: a conv, an Add, a float operation."""
    a, b = two(net)
    c = net.conv(a, 4, 4, name="conv_c")
    d = net.op("Softplus", b)
    y = net.op("Concat", a, b, c, **ROW)
    net.output(net.conv(y, 12, 4, name="last"), net.op("Add", a, c), d)


@model(BOTH)
def concat_two_readers(net):
    """The concat itself is read twice, by a conv and a depthwise conv; and by a conv and a float operation."""
    a, b = two(net)
    y = net.op("Concat", a, b, name="concat_a", **ROW)
    z = net.op("Concat", b, a, name="concat_b", **ROW)
    net.output(net.conv(y, 8, 4, name="conv_c"), net.conv(y, 8, 8, group=8, name="depthwise"),
               net.conv(z, 8, 4, name="conv_d"), net.op("Softplus", z))


@model(BOTH)
def concat_same_input(net):
    """The same tensor twice, and a concat of slices of it."""
    a, _ = two(net)
    y = net.conv(net.op("Concat", a, a, name="twice", **ROW), 8, 4, name="conv_c")
    s, t = net.op("Split", y, net.ints(2, 2), outputs=2, axis=1)
    net.output(net.conv(net.op("Concat", t, s, name="swap", **ROW), 4, 4, name="last"))


@model(BOTH)
def concat_inputs(net):
    """Model inputs and a pooled input joined."""
    a, b = net.input("a"), net.input("b")
    p = net.op("AveragePool", a, kernel_shape=[3, 3], pads=[1] * 4)
    net.output(net.conv(net.op("Concat", a, b, p, **ROW), 9, 4, name="last"))


@model(PERFORMANCE | MIXED)
def concat_matmul(net):
    """Concat feeding both inputs of a MatMul and one with a weight."""
    x = net.input(shape=(1, 4, 8))
    q = net.op("Concat", net.linear(x, 8, 8, "q_a"), net.linear(x, 8, 8, "q_b"), name="queries", **ROW)
    k = net.op("Concat", net.linear(x, 8, 8, "k_a"), x, name="keys", **ROW)
    y = net.op("MatMul", q, net.transpose(k, 0, 2, 1), name="scores")
    net.output(net.linear(y, 8, 4, "head"))


@model(BOTH)
def concat_unquantized_branch(net):
    """A Concat one of whose inputs comes from an ignored kind of edge (int64 made float)."""
    x = net.input()
    i = net.op("Cast", net.op("Shape", x), to=1)
    c = net.op("Expand", net.op("ReduceSum", i, keepdims=1), net.ints(1, 1, 8, 8))
    c = net.op("Reshape", c, net.ints(1, 1, 8, 8), name="plane")
    net.output(net.conv(net.op("Concat", x, c, **ROW), 4, 4, name="last"))
