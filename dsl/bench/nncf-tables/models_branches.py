"""Branches, residual additions and where quantizers merge."""

from catalogue import ALL_STATISTICS, BOTH, PERFORMANCE, case, model

RULES = {f"rule-{rule.lower().replace('_', '-')}": case(preset="PERFORMANCE", quantizerPropagationRule=rule)
         for rule in ("DO_NOT_MERGE_BRANCHES", "MERGE_IF_ALL_BRANCHES_SAME", "MERGE_WITH_POTENTIAL_REQUANTIZATION",
                      "MERGE_ALL_IN_ONE")}


@model(BOTH)
def residual_add(net):
    x = net.relu(net.conv(net.input(), 3, 4, name="stem"), "stem_relu")
    y = net.conv(net.relu(net.conv(x, 4, 4, name="conv_a"), "relu_a"), 4, 4, name="conv_b")
    y = net.relu(net.op("Add", y, x, name="residual"), "relu_b")
    net.output(net.conv(y, 4, 4, name="conv_c"))


@model(RULES)
def branch_conv_depthwise(net):
    """A conv and a depthwise conv share an input: per-tensor and per-channel wishes meet."""
    x = net.relu(net.conv(net.input(), 3, 4, name="stem"), "stem_relu")
    a = net.conv(x, 4, 4, name="conv")
    b = net.conv(x, 4, 4, group=4, name="depthwise")
    net.output(net.conv(net.op("Add", a, b, name="sum"), 4, 4, name="last"))


@model(BOTH)
def branch_two_convs(net):
    x = net.op("Sigmoid", net.input())
    net.output(net.conv(x, 3, 4, name="conv_a"), net.conv(x, 3, 4, name="conv_b"))


@model(BOTH)
def branch_float(net):
    """One branch runs in float (Softplus), so nothing may be quantized above the fork."""
    x = net.op("MaxPool", net.op("Tanh", net.input()), kernel_shape=[2, 2], strides=[2, 2])
    a = net.conv(x, 3, 4, name="conv_a")
    b = net.op("Softplus", x)
    net.output(a, b)


@model(BOTH)
def branch_output(net):
    """A tensor that a conv reads is also a model output."""
    x = net.op("Tanh", net.input())
    net.output(x, net.conv(x, 3, 4))


@model(RULES)
def branch_three(net):
    """Through pass-through operations to a conv, two depthwise convs, an average pool and an Add."""
    x = net.op("Elu", net.conv(net.input(), 3, 4, name="stem"))
    t = net.transpose(x, 0, 1, 3, 2)
    a = net.conv(t, 4, 4, name="conv")
    b = net.conv(t, 4, 4, group=4, name="depthwise_a")
    c = net.conv(x, 4, 4, group=4, name="depthwise_b")
    d = net.op("AveragePool", x, kernel_shape=[3, 3], pads=[1, 1, 1, 1])
    e = net.op("Add", c, d, name="add_cd")
    f = net.op("Add", net.op("Add", a, b, name="add_ab"), net.op("Relu", e), name="add_all")
    net.output(net.conv(f, 4, 4, name="last"))


@model(BOTH, scales=ALL_STATISTICS)
def depthwise(net):
    """Depthwise convs in a row: per-channel activations; with a channel multiplier too."""
    y = net.clip(net.conv(net.input(), 3, 4, name="stem"), name="stem_clip")
    y = net.clip(net.conv(y, 4, 4, group=4, name="depthwise"), name="depthwise_clip")
    y = net.conv(y, 4, 8, group=4, name="multiplier_two")
    y = net.op("MaxPool", net.relu(y), kernel_shape=[2, 2], strides=[2, 2])
    y = net.conv(y, 8, 8, group=8, name="after_pool")
    net.output(net.conv(y, 8, 4, k=1, name="point"))


@model(BOTH)
def depthwise_add(net):
    """A depthwise conv and a residual Add read the same tensor."""
    x = net.relu(net.conv(net.input(), 3, 4, name="stem"))
    y = net.conv(x, 4, 4, group=4, name="depthwise")
    net.output(net.conv(net.op("Add", x, y, name="residual"), 4, 4, name="last"))


@model(BOTH)
def depthwise_first(net):
    """The input is read by a depthwise conv: per-channel quantizer on the model input."""
    y = net.conv(net.input(), 3, 3, group=3, name="depthwise")
    net.output(net.conv(y, 3, 4, name="conv"))


@model(BOTH)
def grouped_conv(net):
    """Grouped (not depthwise) convs do not start a fused block; their activation stays apart."""
    y = net.relu(net.conv(net.input(shape=(1, 4, 8, 8)), 4, 8, group=2, name="group_a"), "relu_a")
    y = net.bn(net.conv(y, 8, 8, group=4, name="group_b"), 8)
    y = net.op("Add", net.conv(y, 8, 8, group=2, name="group_c"), net.const([[[[0.5]]] * 8], "k"))
    y = net.op("Mul", y, net.op("Sigmoid", y))
    net.output(net.conv(y, 8, 4, k=1, name="last"))


@model(BOTH)
def same_tensor_twice(net):
    """x·x and x+x on activations that no conv makes, and matmul of a tensor with itself."""
    x = net.op("Tanh", net.input(shape=(1, 2, 4, 4)))
    square = net.op("Mul", x, x, name="square")
    twice = net.op("Add", net.op("Tanh", square), net.op("Tanh", square, name="tanh_other"), name="twice")
    s = net.op("Softplus", twice)
    net.output(net.op("MatMul", s, s, name="self_matmul"))


@model(BOTH)
def multiple_inputs(net):
    a = net.conv(net.input("a"), 3, 4, name="conv_a")
    b = net.conv(net.input("b"), 3, 4, name="conv_b")
    c = net.input("c", shape=(1, 4, 8, 8))
    y = net.op("Add", net.op("Add", a, b, name="add_ab"), c, name="add_c")
    net.output(net.conv(y, 4, 4, name="last"))


@model(BOTH)
def shared_weight(net):
    """Two convs read one initializer, and two matmuls another; overflow fix falls on the first only."""
    x = net.input()
    w = net.weight(3, 3, 3, 3, name="shared_w")
    a = net.op("Conv", x, w, name="conv_a", pads=[1] * 4)
    b = net.op("Conv", net.relu(a), w, name="conv_b", pads=[1] * 4)
    m = net.weight(8, 8, name="shared_m")
    c = net.op("MatMul", net.op("Tanh", b), m, name="matmul_a")
    net.output(net.op("MatMul", net.op("Tanh", c), m, name="matmul_b"))


@model(PERFORMANCE | {"ignored": case(preset="PERFORMANCE", ignoredNames=["conv_b"])})
def shared_weight_ignored(net):
    """One of the two readers of a weight is left out."""
    w = net.weight(3, 3, 3, 3, name="shared_w")
    a = net.op("Conv", net.input(), w, name="conv_a", pads=[1] * 4)
    net.output(net.op("Conv", net.relu(a), w, name="conv_b", pads=[1] * 4))
