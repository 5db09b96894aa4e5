"""Composite activations, normalisations and squeeze-excite, spelt out in simple operations."""

from catalogue import BOTH, DEFAULT, TRANSFORMER, case, model
from net import Net


def swish(net, x, name="swish", gate="Sigmoid"):
    return net.op("Mul", x, net.op(gate, x, name=f"{name}_{gate.lower()}"), name=f"{name}_mul")


def hswish(net, x, name="hswish", divide=True, last="Div"):
    """x·relu6(x+3)/6, as older exports spell it; without `divide` the last step is left out."""
    y = net.clip(net.op("Add", x, net.const(3.0, "three"), name=f"{name}_add"), name=f"{name}_clip")
    y = net.op("Mul", x, y, name=f"{name}_mul")
    return net.op(last, y, net.const(6.0 if last == "Div" else 1 / 6, "six"), name=f"{name}_{last.lower()}") if divide else y


def gelu(net, x, name="gelu", half_first=False):
    """x·(1+erf(x/√2))·½, or with the half multiplied on x first."""
    e = net.op("Erf", net.op("Div", x, net.const(2**0.5, "root2"), name=f"{name}_div"), name=f"{name}_erf")
    e = net.op("Add", e, net.const(1.0, "one"), name=f"{name}_add")
    if half_first:
        return net.op("Mul", net.op("Mul", x, net.const(0.5, "half"), name=f"{name}_half"), e, name=f"{name}_mul")
    return net.op("Mul", net.op("Mul", x, e, name=f"{name}_mul"), net.const(0.5, "half"), name=f"{name}_half")


def layer_norm(net, x, c, name="ln", affine=True):
    """Mean, Sub, Pow, Mean, Add, Sqrt, Div and, with `affine`, Mul and Add."""
    d = net.op("Sub", x, net.op("ReduceMean", x, name=f"{name}_mean", axes=[-1]), name=f"{name}_sub")
    v = net.op("ReduceMean", net.op("Pow", d, net.const(2.0, "two"), name=f"{name}_pow"), name=f"{name}_var", axes=[-1])
    s = net.op("Sqrt", net.op("Add", v, net.const(1e-5, "eps"), name=f"{name}_eps"), name=f"{name}_sqrt")
    y = net.op("Div", d, s, name=f"{name}_div")
    if not affine:
        return y
    y = net.op("Mul", y, net.const(net.random.uniform(0.5, 1.5, c), f"{name}_g"), name=f"{name}_scale")
    return net.op("Add", y, net.const(net.random.normal(0, 0.1, c), f"{name}_b"), name=f"{name}_shift")


def squeeze_excite(net, x, c, mid, name="se", pool="GlobalAveragePool", act="Relu", gate="Sigmoid", bias=True):
    if pool == "ReduceMean":
        y = net.op(pool, x, name=f"{name}_pool", axes=[2, 3], keepdims=1)
    else:
        y = net.op(pool, x, name=f"{name}_pool")
    y = net.conv(y, c, mid, k=1, name=f"{name}_reduce", bias=bias)
    y = swish(net, y, f"{name}_act") if act == "Swish" else net.op(act, y, name=f"{name}_act")
    y = net.op(gate, net.conv(y, mid, c, k=1, name=f"{name}_expand", bias=bias), name=f"{name}_gate")
    return net.op("Mul", x, y, name=f"{name}_mul")


@model(BOTH)
def conv_swish(net: Net):
    y = swish(net, net.conv(net.input(), 3, 4, name="conv_a"), "swish_a")
    y = swish(net, net.bn(net.conv(y, 4, 4, name="conv_b", bias=False), 4), "swish_b")
    y = swish(net, net.conv(y, 4, 4, name="conv_c"), "swish_c", gate="HardSigmoid")
    net.output(net.conv(y, 4, 4, name="conv_d"))


@model(BOTH)
def conv_hswish(net):
    y = hswish(net, net.conv(net.input(), 3, 4, name="conv_a"), "with_div")
    y = hswish(net, net.bn(net.conv(y, 4, 4, name="conv_b", bias=False), 4), "without_div", divide=False)
    y = hswish(net, net.conv(y, 4, 4, name="conv_c"), "with_mul", last="Mul")
    net.output(net.conv(y, 4, 4, name="conv_d"))


@model(BOTH | TRANSFORMER)
def linear_gelu(net):
    x = net.input(shape=(1, 5, 8))
    y = gelu(net, net.linear(x, 8, 8, "fc_a"), "gelu_a")
    y = gelu(net, net.linear(y, 8, 8, "fc_b"), "gelu_b", half_first=True)
    y = gelu(net, net.linear(y, 8, 8, "fc_c", bias=False), "gelu_c")
    net.output(net.linear(y, 8, 4, "fc_d"))


@model(BOTH)
def activations_of_branches(net):
    """Composite activations whose input is not a conv's alone: after a residual Add, after a pool, on the input."""
    x = net.input(shape=(1, 4, 8, 8))
    a = swish(net, x, "input_swish")
    b = hswish(net, net.op("Add", net.conv(a, 4, 4, name="conv_a"), a, name="residual"), "hswish_add")
    c = gelu(net, net.op("MaxPool", b, kernel_shape=[2, 2], strides=[2, 2]), "gelu_pool")
    d = swish(net, net.op("Add", c, c, name="double"), "swish_double")
    net.output(net.conv(d, 4, 4, name="conv_b"))


@model(BOTH | TRANSFORMER)
def layer_norms(net):
    """Spelt out with and without scale and shift; and the operation itself."""
    x = net.input(shape=(1, 5, 8))
    y = net.linear(layer_norm(net, x, 8, "ln_input"), 8, 8, "fc_a")
    y = net.linear(layer_norm(net, net.op("Add", y, x, name="residual"), 8, "ln_mid"), 8, 8, "fc_b")
    y = net.linear(layer_norm(net, y, 8, "ln_plain", affine=False), 8, 8, "fc_c")
    y = net.op("LayerNormalization", y, net.weight(8, name="g"), net.weight(8, name="b"), name="ln_op", axis=-1)
    net.output(net.linear(y, 8, 4, "fc_d"))


@model(BOTH)
def mvn_channels(net):
    """Mean-variance normalisation over space between convs, and InstanceNormalization."""
    y = net.conv(net.input(), 3, 4, name="conv_a")
    d = net.op("Sub", y, net.op("ReduceMean", y, name="mean", axes=[2, 3]))
    v = net.op("ReduceMean", net.op("Pow", d, net.const(2.0)), name="var", axes=[2, 3])
    y = net.op("Div", d, net.op("Sqrt", net.op("Add", v, net.const(1e-5), name="eps")))
    y = net.conv(y, 4, 4, name="conv_b")
    y = net.op("InstanceNormalization", y, net.weight(4, name="g"), net.weight(4, name="b"))
    net.output(net.conv(y, 4, 4, name="conv_c"))


@model(BOTH, scales=DEFAULT)
def se_block(net):
    y = net.relu(net.conv(net.input(), 3, 8, name="stem"))
    y = squeeze_excite(net, y, 8, 4, "se_a")
    y = net.relu(net.conv(y, 8, 8, name="conv_a"), "relu_a")
    y = squeeze_excite(net, y, 8, 4, "se_b", pool="ReduceMean", act="HardSwish", gate="HardSigmoid")
    y = swish(net, net.conv(y, 8, 8, name="conv_b"), "act_b")
    y = squeeze_excite(net, y, 8, 4, "se_c", act="Swish", bias=False)
    net.output(net.conv(y, 8, 4, name="last"))


@model(BOTH)
def se_block_variants(net):
    """Squeeze-excite shapes that are not the pattern: Gemm instead of conv, Add for Mul, another operand order, no activation."""
    y = net.relu(net.conv(net.input(), 3, 8, name="stem"))
    p = net.op("Flatten", net.op("GlobalAveragePool", y, name="pool_fc"))
    p = net.fc(net.relu(net.fc(p, 8, 4, "fc_reduce"), "fc_act"), 4, 8, "fc_expand")
    p = net.reshape(net.op("Sigmoid", p, name="fc_gate"), 1, 8, 1, 1)
    y = net.op("Mul", y, p, name="fc_mul")
    y = net.relu(net.conv(y, 8, 8, name="conv_a"), "relu_a")
    p = net.conv(net.op("GlobalAveragePool", y, name="pool_one"), 8, 8, k=1, name="one_conv")
    y = net.op("Mul", net.op("Sigmoid", p, name="one_gate"), y, name="one_mul")
    y = net.relu(net.conv(y, 8, 8, name="conv_b"), "relu_b")
    p = net.relu(net.conv(net.op("GlobalAveragePool", y, name="pool_swap"), 8, 4, k=1, name="swap_reduce"), "swap_act")
    p = net.op("Sigmoid", net.conv(p, 4, 8, k=1, name="swap_expand"), name="swap_gate")
    y = net.op("Mul", p, y, name="swap_mul")
    y = net.relu(net.conv(y, 8, 8, name="conv_c"), "relu_c")
    p = net.relu(net.conv(net.op("GlobalAveragePool", y, name="pool_add"), 8, 4, k=1, name="add_reduce"), "add_act")
    p = net.op("Sigmoid", net.conv(p, 4, 8, k=1, name="add_expand"), name="add_gate")
    net.output(net.conv(net.op("Add", p, y, name="add_gated"), 8, 4, name="last"))


@model({"performance": case(preset="PERFORMANCE")})
def se_first(net):
    """Squeeze-excite straight on the model input."""
    net.output(net.conv(squeeze_excite(net, net.input(shape=(1, 4, 8, 8)), 4, 4), 4, 4, name="last"))
