"""Attention and whole nets."""

import numpy as np

from ir_catalogue import BOTH, PERFORMANCE, TRANSFORMER, model
from ir_models_linear import recurrent

WIDTH, WORDS, HEADS = 8, 6, 2


def heads(net, x, name):
    y = net.linear(x, WIDTH, WIDTH, name, rank=3)
    return net.transpose(net.reshape(y, 1, WORDS, HEADS, WIDTH // HEADS, name=f"{name}_heads"), 0, 2, 1, 3, name=f"{name}_moved")


def attention(net, x, name="", mask=None):
    q, k, v = (heads(net, x, f"{name}{part}") for part in "qkv")
    scores = net.scale(net.op("matmul", q, k, False, True, name=f"{name}scores"), 0.5, f"{name}scaled")
    if mask is not None:
        scores = net.op("add", scores, mask, name=f"{name}masked")
    y = net.op("matmul", net.op("softmax", scores, 3, name=f"{name}softmax"), v, False, False, name=f"{name}context")
    y = net.reshape(net.transpose(y, 0, 2, 1, 3, name=f"{name}back"), 1, WORDS, WIDTH, name=f"{name}joined")
    return net.linear(y, WIDTH, WIDTH, f"{name}out", rank=3)


def norm(net, x, name):
    y = net.op("mvn", x, net.ints(-1), True, 1e-6, "INSIDE_SQRT", name=name)
    y = net.scale(y, net.random.uniform(0.5, 2, (1, 1, WIDTH)), f"{name}_gamma")
    return net.op("add", y, net.const(net.random.normal(0, 0.1, (1, 1, WIDTH))), name=f"{name}_beta")


@model(BOTH | TRANSFORMER)
def attention_plain(net):
    net.output(attention(net, net.input(shape=(1, WORDS, WIDTH))))


@model(BOTH | TRANSFORMER)
def attention_masked(net):
    x, mask = net.input(shape=(1, WORDS, WIDTH)), net.input("mask", (1, 1, 1, WORDS), np.int64)
    low = net.scale(net.op("subtract", net.const(1.0), net.op("convert", mask, np.float32)), -10000.0, "low")
    net.output(attention(net, x, mask=low))


@model(BOTH | TRANSFORMER)
def attention_operator(net):
    """ScaledDotProductAttention."""
    x = net.input(shape=(1, WORDS, WIDTH))
    y = net.op("scaled_dot_product_attention", *(heads(net, x, part) for part in "qkv"), name="attention")
    net.output(net.linear(net.reshape(net.transpose(y, 0, 2, 1, 3), 1, WORDS, WIDTH), WIDTH, 4, "out", rank=3))


@model(BOTH | TRANSFORMER)
def transformer(net):
    """Embeddings, two layers with masked attention and GELU, a pooled head."""
    ids = net.input("ids", (1, WORDS), np.int64)
    mask = net.input("mask", (1, WORDS), np.int64)
    low = net.op("unsqueeze", net.op("convert", mask, np.float32), net.ints(1, 2))
    low = net.scale(net.op("subtract", net.const(1.0), low), -10000.0, "low")
    x = net.op("gather", net.weight(30, WIDTH, scale=1), ids, net.const(0, np.int64), name="words")
    x = norm(net, net.op("add", x, net.weight(1, WORDS, WIDTH), name="positions"), "norm_in")
    for i in range(2):
        x = norm(net, net.op("add", attention(net, x, f"l{i}_", low), x, name=f"l{i}_sum_a"), f"l{i}_norm_a")
        y = net.linear(net.op("gelu", net.linear(x, WIDTH, 16, f"l{i}_up", rank=3), "erf", name=f"l{i}_gelu"), 16, WIDTH, f"l{i}_down", rank=3)
        x = norm(net, net.op("add", y, x, name=f"l{i}_sum_b"), f"l{i}_norm_b")
    net.output(net.linear(net.mean(x, 1, keep=False), WIDTH, 3, "head"))


@model(PERFORMANCE | TRANSFORMER)
def rotary(net):
    """Positions by cosine and sine, as exporters write them."""
    x = net.input(shape=(1, WORDS, WIDTH))
    positions = net.input("positions", (1, 1, WORDS))
    angles = net.transpose(net.op("matmul", net.weight(1, 2, 1), positions, False, False, name="angles"), 0, 2, 1, name="angles_moved")
    both = net.op("concat", [angles, angles], 2, name="both")
    cosine, sine = (net.op("unsqueeze", net.op(f, both), net.ints(1), name=f"{f}_wide") for f in ("cos", "sin"))

    def turned(v, name):
        a, b = net.outputs("split", v, net.const(3, np.int64), 2, name=f"{name}_halves")
        other = net.op("concat", [net.scale(b, -1.0, f"{name}_minus"), a], 3, name=f"{name}_turned")
        return net.op("add", net.op("multiply", v, cosine, name=f"{name}_cos"), net.op("multiply", other, sine, name=f"{name}_sin"), name=f"{name}_rotary")

    q, k, v = (heads(net, x, part) for part in "qkv")
    scores = net.op("matmul", turned(q, "q"), turned(k, "k"), False, True, name="scores")
    net.output(net.op("matmul", net.op("softmax", scores, 3), v, False, False, name="context"))


@model(BOTH)
def mobile_net(net):
    """Inverted residuals with gates and hard swish."""
    x = net.op("hswish", net.conv(net.input(), 3, 4, stride=2, name="stem"))
    for i in range(2):
        y = net.op("hswish", net.conv(x, 4, 8, 1, name=f"b{i}_expand"), name=f"b{i}_swish")
        y = net.op("hswish", net.group_conv(y, 8, 1, 1, name=f"b{i}_depthwise"), name=f"b{i}_swish_b")
        gate = net.op("relu", net.conv(net.mean(y, 2, 3, name=f"b{i}_mean"), 8, 2, 1, name=f"b{i}_squeeze"), name=f"b{i}_relu")
        gate = net.op("hsigmoid", net.conv(gate, 2, 8, 1, name=f"b{i}_excite"), name=f"b{i}_gate")
        y = net.conv(net.op("multiply", y, gate, name=f"b{i}_mul"), 8, 4, 1, name=f"b{i}_project")
        x = net.op("add", x, y, name=f"b{i}_sum")
    y = net.mean(net.op("hswish", net.conv(x, 4, 8, 1, name="head_conv"), name="head_swish"), 2, 3, name="pooled")
    net.output(net.linear(net.reshape(y, 1, 8), 8, 4, "head"))


@model(BOTH)
def u_net(net):
    down = net.op("relu", net.conv(net.input(), 3, 4, name="down"))
    y = net.op("relu", net.conv(net.max_pool(down), 4, 4, name="deep"))
    y = net.op("interpolate", y, net.ints(8, 8), "nearest", "sizes", axes=net.ints(2, 3), name="up")
    y = net.op("relu", net.conv(net.op("concat", [y, down], 1), 8, 4, name="joined"))
    net.output(net.op("sigmoid", net.conv(y, 4, 1, 1, name="mask")))


@model(BOTH)
def recogniser(net):
    """Convolutions, a column a step, a bidirectional LSTM, a product a step."""
    y = net.op("relu", net.conv(net.input(shape=(1, 1, 8, 12)), 1, 4, stride=2, name="conv_a"))
    y = net.op("relu", net.conv(y, 4, 6, stride=2, name="conv_b"))
    y = net.transpose(net.op("squeeze", net.mean(y, 2), net.ints(2)), 0, 2, 1)
    y = recurrent(net, "lstm", y, 6, 4, "lstm", steps=3, direction="bidirectional")
    y = net.reshape(net.transpose(y, 0, 2, 1, 3, name="joined"), 1, 3, 8)
    net.output(net.op("softmax", net.linear(y, 8, 5, "classes", rank=3), 2))


@model(BOTH)
def detector(net):
    """Two heads on two scales, boxes decoded by arithmetic, joined."""
    x = net.op("swish", net.conv(net.input(), 3, 4, stride=2, name="stem"))
    deep = net.op("swish", net.conv(x, 4, 4, stride=2, name="deep"))
    found = []
    for name, scale in (("near", x), ("far", deep)):
        boxes = net.conv(scale, 4, 4, 1, name=f"{name}_boxes")
        scores = net.op("sigmoid", net.conv(scale, 4, 2, 1, name=f"{name}_scores"))
        boxes = net.scale(net.op("add", net.op("sigmoid", boxes), net.const(-0.5), name=f"{name}_shift"), 2.0, f"{name}_double")
        found.append(net.reshape(net.op("concat", [boxes, scores], 1, name=f"{name}_all"), 1, 6, -1, name=f"{name}_flat"))
    net.output(net.op("concat", found, 2, name="all"))
