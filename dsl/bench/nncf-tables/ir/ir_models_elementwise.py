"""Arithmetic on activations, activation functions, pools, reductions, normalisation."""

import numpy as np

from ir_catalogue import BOTH, PERFORMANCE, TRANSFORMER, model


def two(net):
    x = net.input()
    return net.op("relu", net.conv(x, 3, 4, name="conv_a"), name="relu_a"), net.op("tanh", net.conv(x, 3, 4, name="conv_b"), name="tanh_b")


@model(BOTH)
def residual(net):
    """Sums of two activations, one of which is a convolution's result."""
    x = net.op("relu", net.conv(net.input(), 3, 4, name="stem"))
    y = net.conv(net.op("relu", net.conv(x, 4, 4, name="one")), 4, 4, name="two")
    x = net.op("relu", net.op("add", x, y, name="sum"), name="behind_sum")
    y = net.conv(net.op("relu", net.conv(x, 4, 4, name="three")), 4, 4, name="four")
    net.output(net.linear(net.mean(net.op("add", x, y, name="sum_b"), 2, 3, keep=False), 4, 3))


@model(BOTH | TRANSFORMER)
def arithmetic(net):
    """Each operator on two activations."""
    a, b = two(net)
    found = [net.op(kind, a, b) for kind in ("add", "subtract", "multiply", "maximum", "minimum", "squared_difference")]
    found.append(net.op("divide", b, net.op("add", a, net.const(1.0), name="above_zero")))
    found.append(net.op("floor_mod", a, net.op("add", net.op("abs", b), net.const(1.0), name="positive")))
    net.output(*(net.conv(y, 4, 2, 1, name=f"behind_{i}") for i, y in enumerate(found)))


@model(BOTH)
def arithmetic_with_constants(net):
    """Each operator with one constant, in front of a convolution; and two in a row."""
    a, _ = two(net)
    found = [net.op(kind, a, net.const(0.7)) for kind in ("add", "subtract", "multiply", "divide", "maximum", "minimum", "power")]
    found.append(net.op("add", net.scale(a, net.random.uniform(0.5, 2, (1, 4, 1, 1)), "scale_of_two"), net.const(0.2), name="shift_of_two"))
    found.append(net.op("multiply", net.op("add", a, net.const(0.2), name="shift_first"), net.const(0.5), name="scale_second"))
    net.output(*(net.conv(y, 4, 2, 1, name=f"behind_{i}") for i, y in enumerate(found)))


@model(PERFORMANCE)
def comparisons(net):
    a, b = two(net)
    found = [net.op(kind, a, b) for kind in ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal")]
    net.output(*(net.conv(net.op("select", y, a, b), 4, 2, 1, name=f"behind_{i}") for i, y in enumerate(found)))


@model(BOTH)
def activations(net):
    """Activation functions between convolutions."""
    x = net.input()
    functions = {
        "relu": (), "sigmoid": (), "tanh": (), "elu": (1.0,), "hswish": (), "hsigmoid": (), "gelu": ("erf",), "clamp": (-1.0, 1.0),
        "softplus": (), "mish": (), "exp": (), "swish": (),
    }
    for kind, more in functions.items():
        net.output(net.conv(net.op(kind, net.conv(x, 3, 4, 1, name=f"before_{kind}"), *more), 4, 2, 1, name=f"after_{kind}"))
    slopes = net.const(net.random.uniform(0.1, 0.3, 4))
    net.output(net.conv(net.op("prelu", net.conv(x, 3, 4, 1, name="before_prelu"), slopes), 4, 2, 1, name="after_prelu"))
    y = net.op("prelu", net.conv(x, 3, 4, 1, name="before_leaky"), net.const([0.1]), name="leaky")
    net.output(net.conv(y, 4, 2, 1, name="after_leaky"))
    y = net.op("hard_sigmoid", net.conv(x, 3, 4, 1, name="before_hard_sigmoid"), net.const(0.2), net.const(0.5))
    net.output(net.conv(y, 4, 2, 1, name="after_hard_sigmoid"))
    y = net.op("selu", net.conv(x, 3, 4, 1, name="before_selu"), net.const(1.67), net.const(1.05))
    net.output(net.conv(y, 4, 2, 1, name="after_selu"))


@model(BOTH)
def activations_spelt(net):
    """Swish, hard swish and GELU as arithmetic."""
    x = net.input()
    y = net.conv(x, 3, 4, name="a")
    y = net.op("multiply", y, net.op("sigmoid", y, name="gate"), name="swish")
    y = net.conv(y, 4, 4, name="b")
    six = net.op("clamp", net.op("add", y, net.const(3.0), name="plus_three"), 0.0, 6.0, name="six")
    y = net.scale(net.op("multiply", y, six, name="hard"), 1 / 6, "sixth")
    y = net.conv(y, 4, 4, name="c")
    half = net.scale(y, 0.5, "half")
    erf = net.op("erf", net.op("divide", y, net.const(1.414), name="over_root"))
    y = net.op("multiply", half, net.op("add", erf, net.const(1.0), name="plus_one"), name="gelu_spelt")
    net.output(net.conv(y, 4, 2, name="d"))


@model(BOTH)
def standalone(net):
    """Activation functions and shifts that stand alone, on the input and behind pools."""
    x = net.input()
    y = net.op("relu", net.bias(net.scale(x, net.random.uniform(0.5, 2, (1, 3, 1, 1))), 3, name="shift"))
    y = net.op("sigmoid", net.avg_pool(y))
    net.output(net.conv(y, 3, 2), net.op("tanh", net.conv(net.op("elu", y, 1.0), 3, 2, name="conv_b")))


@model(BOTH)
def input_processing(net):
    """What is done to inputs: shift and scale, scale and shift, a transposition in front."""
    a, b, c, d = net.input("a"), net.input("b"), net.input("c", (1, 8, 8, 3)), net.input("d")
    mean, deviation = net.random.normal(0, 0.2, (1, 3, 1, 1)), net.random.uniform(0.5, 2, (1, 3, 1, 1))
    a = net.op("divide", net.op("subtract", a, net.const(mean), name="centre"), net.const(deviation), name="spread")
    b = net.bias(net.scale(b, deviation, "scale_b"), 3, name="shift_b")
    c = net.op("subtract", net.transpose(c, 0, 3, 1, 2), net.const(mean), name="centre_c")
    d = net.scale(d, deviation, "scale_d")
    e = net.transpose(net.op("convert", net.input("e", (1, 8, 8, 3), np.uint8), np.float32), 0, 3, 1, 2, name="transpose_e")
    e = net.scale(net.op("subtract", e, net.const(mean), name="centre_e"), deviation, "scale_e")
    net.output(*(net.op("relu", net.conv(v, 3, 2, name=f"conv_{n}"), name=f"relu_{n}") for n, v in zip("abcde", (a, b, c, d, e))))


@model(BOTH | TRANSFORMER)
def pools(net):
    a, b = two(net)
    y = net.avg_pool(net.max_pool(a))
    z = net.max_pool(net.avg_pool(b, name="avg_pool_b"), name="max_pool_b")
    u = net.mean(y, 2, 3)
    v = net.op("reduce_max", z, net.ints(2, 3), True)
    net.output(net.conv(u, 4, 2, 1, name="behind_mean"), net.conv(v, 4, 2, 1, name="behind_max"))


@model(BOTH | TRANSFORMER)
def reductions(net):
    a, b = two(net)
    for i, kind in enumerate(("reduce_sum", "reduce_l2", "reduce_min", "reduce_l1", "reduce_max")):
        net.output(net.conv(net.op(kind, a if i % 2 else b, net.ints(2, 3), True), 4, 2, 1, name=f"behind_{kind}"))
    net.output(net.conv(net.op("sqrt", a), 4, 2, 1, name="behind_sqrt"), net.op("sqrt", net.mean(a, 1, name="mean_c"), name="sqrt_c"))


@model(BOTH | TRANSFORMER)
def normalisation(net):
    """MVN with and without scale and shift, NormalizeL2, GroupNormalization, the same in arithmetic."""
    x = net.input(shape=(1, 6, 8))
    y = net.linear(x, 8, 8, "in", rank=3)
    y = net.op("mvn", y, net.ints(2), True, 1e-6, "INSIDE_SQRT")
    y = net.op("add", net.scale(y, net.random.uniform(0.5, 2, 8), "gamma"), net.const(net.random.normal(0, 0.1, 8)), name="beta")
    y = net.linear(y, 8, 8, "middle", rank=3)
    y = net.op("mvn", y, net.ints(2), True, 1e-6, "INSIDE_SQRT", name="plain")
    y = net.linear(y, 8, 8, "late", rank=3)
    centred = net.op("subtract", y, net.mean(y, 2, name="mean_of"), name="centred")
    variance = net.mean(net.op("power", centred, net.const(2.0), name="squares"), 2, name="variance")
    root = net.op("sqrt", net.op("add", variance, net.const(1e-5), name="epsilon"), name="root")
    y = net.op("divide", centred, root, name="spelt")
    y = net.linear(y, 8, 8, "out", rank=3)
    net.output(net.linear(net.op("normalize_l2", y, net.ints(2), 1e-6, "add"), 8, 2, "head", rank=3))


@model(BOTH | TRANSFORMER)
def group_normalisation(net):
    y = net.conv(net.input(), 3, 4, name="conv_a")
    y = net.op("group_normalization", y, net.const([1.0, 2.0, 0.5, 1.5]), net.const([0.0, 0.1, -0.1, 0.2]), 2, 1e-5)
    y = net.op("batch_norm_inference", net.conv(y, 4, 4, name="conv_b"), net.const([1.0, 2.0, 0.5, 1.5]), net.const([0.0, 0.1, -0.1, 0.2]),
               net.const([0.1, 0.0, 0.2, -0.2]), net.const([1.0, 1.5, 0.7, 2.0]), 1e-5)
    net.output(net.conv(net.op("relu", y), 4, 2, name="last"))


@model(BOTH)
def blocks(net):
    """What NNCF knows as one block besides: a softmax and a scaled length spelt out, a clamp times a number, comparison and negation."""
    x = net.input(shape=(1, 6, 8))
    y = net.linear(x, 8, 8, "in", rank=3)
    exponent = net.op("exp", y, name="exponent")
    y = net.op("divide", exponent, net.op("reduce_sum", exponent, net.ints(2), True, name="total"), name="share")
    y = net.linear(y, 8, 8, "middle", rank=3)
    y = net.scale(net.op("normalize_l2", y, net.ints(2), 1e-6, "add"), net.random.uniform(0.5, 2, (1, 1, 8)), "length")
    y = net.linear(y, 8, 8, "late", rank=3)
    y = net.linear(net.scale(net.op("clamp", net.op("tanh", y), 0.0, 0.5), 2.0, "doubled"), 8, 8, "last", rank=3)
    none = net.op("logical_not", net.op("equal", y, net.const(0.0)))
    net.output(net.linear(net.op("select", none, y, net.const(1.0)), 8, 3, "head", rank=3))


@model(BOTH)
def gates(net):
    """Squeeze-and-excitation by convolutions, by products, and without biases."""
    x = net.op("relu", net.conv(net.input(), 3, 4, name="stem"))

    def gate(x, name, bias=True, function="sigmoid"):
        y = net.op("relu", net.conv(net.mean(x, 2, 3, name=f"{name}_mean"), 4, 2, 1, bias=bias, name=f"{name}_one"), name=f"{name}_relu")
        return net.op("multiply", x, net.op(function, net.conv(y, 2, 4, 1, bias=bias, name=f"{name}_two")), name=f"{name}_mul")

    x = net.op("relu", net.conv(gate(x, "plain"), 4, 4, name="conv_a"))
    x = net.op("relu", net.conv(gate(x, "hard", function="hsigmoid"), 4, 4, name="conv_b"))
    x = net.op("relu", net.conv(gate(x, "unbiased", bias=False), 4, 4, name="conv_c"))
    m = net.mean(x, 2, 3, keep=False, name="flat_mean")
    y = net.op("sigmoid", net.linear(net.op("swish", net.linear(m, 4, 2, "down")), 2, 4, "up"), name="flat_gate")
    x = net.op("multiply", x, net.reshape(y, 1, 4, 1, 1), name="flat_mul")
    net.output(net.conv(x, 4, 2, name="last"))


@model(PERFORMANCE)
def scalars(net):
    """One number times an activation, in front of products and convolutions, on either side."""
    x = net.input(shape=(1, 4, 8))
    y = net.op("multiply", net.const(0.125), net.linear(x, 8, 8, "q", rank=3), name="scaled_query")
    z = net.op("matmul", y, net.linear(x, 8, 8, "k", rank=3), False, True, name="scores")
    z = net.op("divide", z, net.const(2.828), name="over_root")
    net.output(net.op("softmax", z, 2))
