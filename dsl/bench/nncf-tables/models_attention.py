"""Softmax-MatMul attention in its exported shapes, position encodings, the Attention-like ignored patterns."""

from catalogue import BOTH, DEFAULT, TRANSFORMER, model

ALL = BOTH | TRANSFORMER


def heads(net, x, width, head, n, name):
    """Linear, then split into heads: (1, n, width) → (1, width/head, n, head)."""
    y = net.reshape(net.linear(x, width, width, name), 1, n, width // head, head, name=f"{name}_split")
    return net.transpose(y, 0, 2, 1, 3, name=f"{name}_heads")


def attention(net, x, width=8, head=4, n=5, name="att", scale_on="scores", memory=None, m=None):
    memory, m = (x, n) if memory is None else (memory, m)
    q = heads(net, x, width, head, n, f"{name}_q")
    k = heads(net, memory, width, head, m, f"{name}_k")
    v = heads(net, memory, width, head, m, f"{name}_v")
    if scale_on == "q":
        q = net.op("Mul", q, net.const(head ** -0.5, f"{name}_root"), name=f"{name}_scale_q")
    s = net.op("MatMul", q, net.transpose(k, 0, 1, 3, 2, name=f"{name}_kt"), name=f"{name}_scores")
    if scale_on == "scores":
        s = net.op("Mul", s, net.const(head ** -0.5, f"{name}_root"), name=f"{name}_scale")
    if scale_on == "div":
        s = net.op("Div", s, net.const(head ** 0.5, f"{name}_root"), name=f"{name}_scale")
    p = net.op("Softmax", s, name=f"{name}_softmax", axis=-1)
    y = net.op("MatMul", p, v, name=f"{name}_context")
    y = net.reshape(net.transpose(y, 0, 2, 1, 3, name=f"{name}_back"), 1, n, width, name=f"{name}_join")
    return net.linear(y, width, width, f"{name}_out")


@model(ALL)
def attention_plain(net):
    net.output(attention(net, net.input(shape=(1, 5, 8))))


@model(ALL)
def attention_scaled_query(net):
    net.output(attention(net, net.input(shape=(1, 5, 8)), scale_on="q"))


@model(ALL, scales=DEFAULT)
def attention_masked(net):
    """With an additive mask made of the input mask: (1 - m)·-10000."""
    x, mask = net.input(shape=(1, 5, 8)), net.input("mask", shape=(1, 1, 1, 5))
    bias = net.op("Mul", net.op("Sub", net.const(1.0), mask, name="invert"), net.const(-10000.0), name="large")
    q, k, v = (heads(net, x, 8, 4, 5, part) for part in "qkv")
    s = net.op("Div", net.op("MatMul", q, net.transpose(k, 0, 1, 3, 2), name="scores"), net.const(2.0), name="scale")
    p = net.op("Softmax", net.op("Add", s, bias, name="add_mask"), axis=-1)
    y = net.op("MatMul", p, v, name="context")
    net.output(net.linear(net.reshape(net.transpose(y, 0, 2, 1, 3, name="back"), 1, 5, 8), 8, 8, "out"))


@model(ALL)
def attention_packed(net):
    """One linear for q, k and v, taken apart by Split, by Gather and by Slice."""
    x = net.input(shape=(1, 5, 8))
    parts = net.op("Split", net.linear(x, 8, 24, "split_qkv"), net.ints(8, 8, 8), name="split", outputs=3, axis=-1)
    x = core(net, *parts, "split")
    y = net.transpose(net.reshape(net.linear(x, 8, 24, "gather_qkv"), 1, 5, 3, 8), 2, 0, 1, 3)
    x = core(net, *(net.op("Gather", y, net.const(i, "index", "int64"), name=f"take_{i}", axis=0) for i in range(3)), "gather")
    y = net.linear(x, 8, 24, "slice_qkv")
    net.output(core(net, *(net.op("Slice", y, net.ints(8 * i), net.ints(8 * i + 8), net.ints(2), name=f"slice_{i}")
                           for i in range(3)), "slice"))


def core(net, q, k, v, name):
    s = net.op("MatMul", q, net.transpose(k, 0, 2, 1, name=f"{name}_kt"), name=f"{name}_scores")
    return net.op("MatMul", net.op("Softmax", s, name=f"{name}_softmax", axis=-1), v, name=f"{name}_context")


@model(ALL)
def attention_odd(net):
    """Softmax → Reshape → MatMul; value straight from a linear; softmax read twice; softmax → Dropout → MatMul."""
    x = net.input(shape=(1, 4, 8))
    v = net.reshape(net.linear(x, 8, 8, "va"), 4, 8)
    p = net.op("Softmax", net.linear(x, 8, 4, "sa"), name="softmax_a")
    a = net.op("MatMul", net.reshape(p, 4, 4, name="reshape_p"), v, name="context_a")
    p = net.op("Softmax", net.linear(x, 8, 4, "sb"), name="softmax_b")
    b = net.op("MatMul", p, net.linear(x, 8, 8, "vb"), name="context_b")
    c = net.op("MatMul", p, net.transpose(x, 0, 1, 2), name="context_c")
    p = net.op("Identity", net.op("Softmax", net.linear(x, 8, 4, "sd"), name="softmax_d"))
    d = net.op("MatMul", p, net.transpose(net.linear(x, 8, 8, "vd"), 0, 1, 2, name="td"), name="context_d")
    net.output(a, b, c, d)


@model(ALL)
def attention_convolutional(net):
    """Non-local block: q, k, v by 1×1 convs, reshaped."""
    x = net.relu(net.conv(net.input(), 3, 4, name="stem"))
    q, k, v = (net.reshape(net.conv(x, 4, 4, k=1, name=p), 1, 4, 64, name=f"{p}_flat") for p in "qkv")
    p = net.op("Softmax", net.op("MatMul", net.transpose(q, 0, 2, 1), k, name="scores"), axis=-1)
    y = net.op("MatMul", v, net.transpose(p, 0, 2, 1, name="pt"), name="context")
    y = net.op("Add", net.reshape(y, 1, 4, 8, 8), x, name="residual")
    net.output(net.conv(y, 4, 4, name="last"))


@model(ALL)
def rotary(net):
    """Rotary position: MatMul → Transpose → Concat → Cos and Sin, and the half rotation of q; and without Transpose."""
    x, place = net.input(shape=(1, 5, 8)), net.input("place", shape=(1, 1, 5))
    f = net.transpose(net.op("MatMul", net.weight(1, 4, 1, name="freq"), place, name="angles"), 0, 2, 1)
    f = net.op("Concat", f, f, name="both", axis=-1)
    cos, sin = net.op("Cos", f), net.op("Sin", f)
    q = net.linear(x, 8, 8, "q")
    a = net.op("Slice", q, net.ints(0), net.ints(4), net.ints(2), name="first_half")
    b = net.op("Slice", q, net.ints(4), net.ints(8), net.ints(2), name="second_half")
    r = net.op("Concat", net.op("Neg", b), a, name="rotate", axis=-1)
    y = net.op("Add", net.op("Mul", q, cos, name="q_cos"), net.op("Mul", r, sin, name="q_sin"), name="turned")
    g = net.op("MatMul", x, net.weight(8, 4, name="other_freq"), name="angles_plain")
    g = net.op("Concat", g, g, name="both_plain", axis=-1)
    net.output(net.linear(y, 8, 4, "head"), net.op("Add", net.op("Cos", g, name="c2"), net.op("Sin", g, name="s2"), name="sum2"))


@model(ALL)
def fourier_position(net):
    """MatMul → Mul → Cos and Sin → Concat, as in prompt encoders."""
    x = net.input(shape=(1, 5, 2))
    y = net.op("Mul", net.linear(x, 2, 4, "project", bias=False), net.const(6.2831855, "two_pi"), name="turn")
    y = net.op("Concat", net.op("Sin", y), net.op("Cos", y), axis=-1)
    net.output(net.linear(y, 8, 4, "head"))
