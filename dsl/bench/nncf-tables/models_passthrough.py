"""Pass-through operations, integer edges, shape and constant sub-graphs, no-ops."""

import numpy as np

from catalogue import BOTH, PERFORMANCE, case, model
from net import INT64


@model(BOTH)
def pass_through(net):
    """Every pass-through operation between convs, one after another."""
    y = net.relu(net.conv(net.input(), 3, 4, name="conv0"), "relu0")
    steps = [
        lambda t: net.op("MaxPool", t, kernel_shape=[3, 3], pads=[1] * 4),
        lambda t: net.reshape(net.reshape(t, 1, 4, 64, name="flat"), 1, 4, 8, 8, name="unflat"),
        lambda t: net.transpose(t, 0, 1, 3, 2),
        lambda t: net.op("Squeeze", net.op("Unsqueeze", t, net.ints(0)), net.ints(0)),
        lambda t: net.op("Slice", t, net.ints(0), net.ints(4), net.ints(3)),
        lambda t: net.op("Pad", t, net.ints(0, 0, 0, 0, 0, 0, 0, 4)),
        lambda t: net.op("Tile", t, net.ints(1, 1, 1, 2)),
        lambda t: net.op("Gather", t, net.ints(0, 2, 4, 6, 8, 10, 12, 14), axis=3),
        lambda t: net.op("SpaceToDepth", net.op("DepthToSpace", t, blocksize=2), blocksize=2),
        lambda t: net.op("Identity", t),
        lambda t: net.op("Expand", t, net.ints(1, 4, 8, 8)),
        lambda t: net.op("Dropout", t),
        lambda t: net.op("GatherElements", t, net.const(np.zeros((1, 4, 8, 8)), "where", np.int64), axis=1),
    ]
    for i, step in enumerate(steps):
        y = net.relu(net.conv(step(y), 4, 4, name=f"conv{i + 1}"), f"relu{i + 1}")
    y = net.op("Flatten", y)
    net.output(net.fc(y, 256, 4, "head"))


@model(BOTH)
def not_pass_through(net):
    """Operations that look harmless but stop a quantizer: Relu alone, Clip, Neg, Cast, Tanh, Upsample by Resize, CumSum."""
    y = net.input(shape=(1, 4, 8, 8))
    for i, kind in enumerate(["Relu", "Neg", "Abs", "Softmax", "LogSoftmax", "Erf", "Exp", "Floor"]):
        y = net.conv(net.op(kind, net.op("MaxPool", y, name=f"pool_{i}", kernel_shape=[3, 3], pads=[1] * 4)), 4, 4, name=f"conv_{i}")
    net.output(y)


@model(BOTH)
def integer_edges(net):
    """Integer inputs, integer arithmetic, ArgMax, Cast, Where, OneHot beside float ones."""
    ids = net.input("ids", shape=(1, 6), dtype=INT64)
    x = net.input("x", shape=(1, 6, 8))
    shifted = net.op("Add", ids, net.ints(1), name="shift_ids")
    made = net.op("Cast", net.op("Mul", shifted, shifted, name="square_ids"), to=1)
    made = net.op("Unsqueeze", made, net.ints(2))
    y = net.op("Mul", x, made, name="scale_by_ids")
    y = net.linear(y, 8, 8, "fc")
    best = net.op("ArgMax", y, axis=-1)
    picked = net.op("GatherElements", y, best, axis=-1)
    hot = net.op("OneHot", ids, net.const(8, "depth", np.int64), net.const([0.0, 1.0], "values"), axis=-1)
    z = net.op("MatMul", hot, net.weight(8, 4, name="table"), name="one_hot_matmul")
    net.output(net.op("Add", z, net.op("Tanh", picked), name="mix"))


@model(BOTH)
def shape_subgraph(net):
    """Reshape and Expand to a shape computed from the input's Shape, with float arithmetic in it."""
    x = net.relu(net.conv(net.input(), 3, 4, name="stem"))
    s = net.op("Shape", x)
    n = net.op("Gather", s, net.const(0, "zero", np.int64), name="batch", axis=0)
    wide = net.op("Gather", s, net.const(3, "three", np.int64), name="width", axis=0)
    half = net.op("Cast", net.op("Mul", net.op("Cast", wide, name="to_float", to=1), net.const(2.0)), name="to_int", to=INT64)
    target = net.op("Concat", *(net.op("Unsqueeze", t, net.ints(0), name=f"u{i}") for i, t in
                                enumerate([n, net.const(4, "c", np.int64), net.const(-1, "h", np.int64)])), axis=0)
    y = net.op("Reshape", x, target, name="to_rows")
    y = net.op("Reshape", y, net.ints(1, 4, 8, 8), name="back")
    size = net.op("Concat", net.ints(1, 4), *(net.op("Unsqueeze", half, net.ints(0), name=f"v{i}") for i in range(2)), axis=0,
                  name="size")
    y = net.op("Resize", net.conv(y, 4, 4, name="conv"), "", "", size, mode="nearest")
    net.output(net.conv(y, 4, 4, name="last"))


@model(BOTH)
def constant_subgraph(net):
    """Arithmetic on constants feeding Add, Mul, Concat and MatMul inputs."""
    x = net.relu(net.conv(net.input(), 3, 4, name="stem"))
    k = net.op("Mul", net.weight(1, 4, 8, 8), net.weight(1, 4, 1, 1), name="constant_mul")
    y = net.conv(net.op("Add", x, net.op("Exp", k), name="add_constant"), 4, 4, name="conv_a")
    r = net.op("Range", net.const(0.0), net.const(8.0), net.const(1.0))
    y = net.op("Mul", net.op("Tanh", y), r, name="mul_range")
    grid = net.op("Expand", net.op("Reshape", r, net.ints(1, 1, 1, 8), name="as_plane"), net.ints(1, 1, 8, 8))
    y = net.op("Concat", y, grid, axis=1)
    net.output(net.conv(y, 5, 4, name="last"))


@model(BOTH)
def identities(net):
    """Identity, Dropout and no-op Cast inside and around blocks."""
    y = net.conv(net.op("Identity", net.input(), name="id_in"), 3, 4, name="conv_a")
    y = net.relu(net.op("Identity", y, name="id_inside"))
    y = net.conv(net.op("Dropout", y), 4, 4, name="conv_b")
    y = net.relu(net.op("Cast", y, name="no_op", to=1), "relu_b")
    y = net.conv(net.op("Cast", net.op("Cast", y, name="down", to=10), name="up", to=1), 4, 4, name="conv_c")
    net.output(net.op("Identity", net.relu(y, "relu_c"), name="id_out"))


@model(BOTH)
def split_paths(net):
    """Split outputs into a conv, a depthwise conv, an Add and a float operation; one split that all quantize."""
    x = net.relu(net.conv(net.input(), 3, 8, name="stem"))
    a, b = net.op("Split", x, net.ints(4, 4), name="even", outputs=2, axis=1)
    y = net.op("Concat", net.conv(a, 4, 4, name="conv_a"), net.conv(b, 4, 4, name="conv_b"), axis=1)
    c, d, e = net.op("Split", net.relu(y, "relu_y"), net.ints(4, 2, 2), name="mixed", outputs=3, axis=1)
    f = net.op("Add", net.conv(c, 4, 2, name="conv_c"), d, name="add_d")
    net.output(net.conv(f, 2, 4, name="last"), net.op("Softplus", e))


@model(BOTH)
def split_producer(net):
    """What is split comes straight from a float operation; each part is read twice."""
    a, b = net.op("Split", net.op("Tanh", net.input(shape=(1, 4, 8, 8))), net.ints(2, 2), outputs=2, axis=1)
    net.output(net.op("Mul", net.op("Softplus", a), net.op("Softplus", b, name="softplus_b")),
               net.conv(b, 2, 4, name="conv_b"), net.conv(b, 2, 4, name="conv_c"))


@model(BOTH, opset=11, name="opset-eleven")
def opset_eleven(net):
    """Below opset 13 nothing is per channel."""
    y = net.clip(net.conv(net.input(), 3, 4, name="stem"))
    y = net.conv(y, 4, 4, group=4, name="depthwise")
    y = net.op("Squeeze", net.op("GlobalAveragePool", y), axes=[2, 3])
    net.output(net.fc(y, 4, 4, "head"))


@model(BOTH)
def rank_three(net):
    """One-dimensional convs with batch norm, max pool and a transposed linear end."""
    w = lambda *shape: net.weight(*shape)
    y = net.relu(net.bn(net.op("Conv", net.input(shape=(1, 2, 16)), w(4, 2, 3), name="conv_a", pads=[1, 1]), 4))
    y = net.op("MaxPool", net.op("Conv", y, w(4, 1, 3), name="depthwise", group=4, pads=[1, 1]), kernel_shape=[2], strides=[2])
    y = net.transpose(net.op("Conv", y, w(4, 4, 1), w(4), name="point"), 0, 2, 1)
    net.output(net.linear(y, 4, 3, "head"))
