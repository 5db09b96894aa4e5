"""Arithmetic on activations, pools, reductions, resizing."""

from catalogue import BOTH, TRANSFORMER, model


def fork(net):
    """Two convs of one input, each with an activation that ends the block."""
    x = net.input()
    return (net.op("Tanh", net.conv(x, 3, 4, name="conv_a"), name="tanh_a"),
            net.op("Tanh", net.conv(x, 3, 4, name="conv_b"), name="tanh_b"))


@model(BOTH | TRANSFORMER)
def arithmetic_of_activations(net):
    a, b = fork(net)
    y = None
    for kind in ("Add", "Sub", "Mul", "Div", "Max", "Min", "Sum", "Mean", "Pow"):
        left = net.op("Abs", a, name=f"abs_{kind.lower()}")
        z = net.op("Softplus", net.op(kind, left, b), name=f"after_{kind.lower()}")
        y = z if y is None else net.op("Concat", y, z, axis=1, name=f"join_{kind.lower()}")
    net.output(y)


@model(BOTH)
def max_min_constants(net):
    """Max, Min, Pow with a constant; Clip spelt as Max and Min; three-input Max and Sum."""
    a, b = fork(net)
    y = net.op("Min", net.op("Max", a, net.const(0.0), name="floor"), net.const(0.5), name="ceiling")
    y = net.conv(y, 4, 4, name="conv_c")
    y = net.op("Pow", y, net.const(2.0), name="square")
    y = net.op("Max", y, a, b, name="max_three")
    y = net.op("Sum", y, a, b, name="sum_three")
    net.output(net.conv(y, 4, 4, name="conv_d"))


@model(BOTH)
def comparisons(net):
    a, b = fork(net)
    mask = net.op("Greater", a, b)
    y = net.op("Where", mask, a, b)
    y = net.conv(y, 4, 4, name="conv_c")
    small = net.op("Cast", net.op("Less", y, net.const(0.0)), to=1)
    y = net.op("Mul", y, small)
    both = net.op("And", net.op("LessOrEqual", y, a), net.op("Not", net.op("Equal", y, b)))
    y = net.op("Add", net.op("Cast", both, name="cast_both", to=1), net.op("Mod", y, net.op("Abs", a), fmod=1))
    net.output(net.conv(y, 4, 4, name="conv_d"))


@model(BOTH)
def scalar_arithmetic(net):
    """Constants on either side of arithmetic that is no part of a block, single or in a row."""
    a, b = fork(net)
    y = net.op("Sub", net.const(1.0), a, name="one_minus")
    y = net.op("Mul", y, b, name="gate")
    y = net.op("Tanh", net.op("Mul", y, net.const(0.5), name="halve"))
    y = net.op("Add", net.op("Mul", y, net.const(0.3), name="scale"), net.const(0.1), name="shift")
    net.output(net.conv(y, 4, 4, name="last"))


@model(BOTH | TRANSFORMER)
def pools(net):
    y = net.relu(net.conv(net.input(shape=(1, 3, 16, 16)), 3, 4, name="stem"))
    y = net.op("AveragePool", y, name="avg", kernel_shape=[2, 2], strides=[2, 2])
    y = net.conv(y, 4, 4, name="conv_a")
    y = net.op("MaxPool", y, name="max", kernel_shape=[2, 2], strides=[2, 2])
    y = net.conv(y, 4, 4, name="conv_b")
    a = net.op("GlobalAveragePool", y, name="gap")
    b = net.op("GlobalMaxPool", y, name="gmp")
    c = net.op("ReduceMean", y, name="mean", axes=[2, 3])
    d = net.op("ReduceMax", y, name="maximum", axes=[2, 3])
    e = net.op("ReduceSum", y, net.ints(2, 3), name="total")
    f = net.op("ReduceL2", y, name="length", axes=[2, 3])
    y = net.op("Concat", a, b, c, d, e, f, axis=1)
    net.output(net.conv(y, 24, 4, k=1, name="last"))


@model(BOTH)
def pool_chains(net):
    """Average pool after average pool, conv after max pool after average pool, l2 normalisation."""
    y = net.op("AveragePool", net.input(shape=(1, 3, 16, 16)), name="first", kernel_shape=[2, 2], strides=[2, 2])
    y = net.op("AveragePool", y, name="second", kernel_shape=[2, 2])
    y = net.op("MaxPool", y, kernel_shape=[2, 2])
    y = net.conv(y, 3, 4, name="conv")
    n = net.op("ReduceL2", y, axes=[1], keepdims=1)
    y = net.op("Div", y, net.op("Expand", net.op("Clip", n, net.const(1e-3)), net.ints(1, 4, 6, 6)), name="normalise")
    net.output(net.conv(y, 4, 4, name="last"))


@model(BOTH)
def resize(net):
    """Nearest and linear resizing between convs, after a pool, and on a branch."""
    x = net.relu(net.conv(net.input(), 3, 4, name="stem"))
    up = net.const([1, 1, 2, 2], "scales")
    a = net.op("Resize", x, "", up, name="nearest", mode="nearest", nearest_mode="floor",
               coordinate_transformation_mode="asymmetric")
    b = net.op("Resize", net.op("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2]), "", net.const([1, 1, 4, 4], "scales4"),
               name="linear", mode="linear")
    c = net.op("ConvTranspose", x, net.weight(4, 4, 2, 2), name="deconv", strides=[2, 2])
    y = net.op("Add", net.op("Add", a, b, name="add_ab"), c, name="add_c")
    net.output(net.conv(y, 4, 4, name="last"))


@model(BOTH)
def powers(net):
    """Sqrt, Reciprocal, Pow and Exp between linear operations."""
    y = net.op("Abs", net.conv(net.input(), 3, 4, name="conv_a"))
    y = net.conv(net.op("Sqrt", y), 4, 4, name="conv_b")
    y = net.conv(net.op("Reciprocal", net.op("Exp", y)), 4, 4, name="conv_c")
    y = net.conv(net.op("Pow", y, net.const(3.0)), 4, 4, name="conv_d")
    net.output(net.op("Sqrt", net.op("Relu", y), name="root_last"))
