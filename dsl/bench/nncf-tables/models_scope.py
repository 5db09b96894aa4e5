"""Ignored scope, quantized outputs, overflow fix, forced modes, input preprocessing."""

from catalogue import BOTH, PERFORMANCE, case, model

P = dict(preset="PERFORMANCE")


@model(PERFORMANCE | {
    "ignore-conv": case(**P, ignoredNames=["conv_b"]),
    "ignore-relu": case(**P, ignoredNames=["relu_b"]),
    "ignore-add": case(**P, ignoredNames=["residual"]),
    "ignore-pool": case(**P, ignoredNames=["pool"]),
    "ignore-pattern": case(**P, ignoredPatterns=["conv_.*"]),
    "ignore-prefix": case(**P, ignoredPatterns=["conv"]),
    "ignore-alternation": case(**P, ignoredPatterns=["stem|.*_c$"]),
    "ignore-types": case(**P, ignoredTypes=["Add", "MaxPool"]),
    "ignore-all-convs": case(**P, ignoredTypes=["Conv"]),
    "ignore-subgraph": case(**P, ignoredSubgraphs=[(["conv_a"], ["residual"])]),
    "ignore-mixed": case(**P, ignoredNames=["stem"], ignoredTypes=["Gemm"]),
})
def ignored_scope(net):
    x = net.relu(net.conv(net.input(), 3, 4, name="stem"), "stem_relu")
    y = net.relu(net.bn(net.conv(x, 4, 4, name="conv_a"), 4), "relu_a")
    y = net.op("MaxPool", y, name="pool", kernel_shape=[3, 3], pads=[1] * 4)
    y = net.relu(net.conv(y, 4, 4, name="conv_b"), "relu_b")
    y = net.op("Add", y, x, name="residual")
    y = net.relu(net.conv(y, 4, 4, name="conv_c"), "relu_c")
    net.output(net.fc(net.op("Flatten", net.op("GlobalAveragePool", y)), 4, 4, "head"))


@model(PERFORMANCE | {
    "quantize-outputs": case(**P, quantizeOutputs=True),
    "overflow-disable": case(**P, overflowFix="DISABLE"),
    "overflow-first": case(**P, overflowFix="FIRST_LAYER"),
    "overflow-enable": case(**P, overflowFix="ENABLE"),
    "weights-per-tensor": case(**P, weightsPerChannel="false"),
    "activations-per-tensor": case(**P, activationsPerChannel="false"),
    "asymmetric-weights": case(**P, weightsMode="asymmetric", overflowFix="DISABLE"),
    "mixed": case(preset="MIXED"),
    "mixed-symmetric": case(preset="MIXED", activationsMode="symmetric"),
})
def parameters(net):
    """Two inputs, conv, depthwise, grouped and transposed conv, embedding-free; Gemm and MatMul; ends in Sigmoid."""
    a, b = net.input("a"), net.input("b")
    x = net.clip(net.conv(a, 3, 4, name="conv_a"))
    x = net.clip(net.conv(x, 4, 4, group=4, name="depthwise"), name="clip_d")
    y = net.relu(net.conv(net.op("MaxPool", b, kernel_shape=[3, 3], pads=[1] * 4), 3, 4, name="conv_b"))
    y = net.op("Add", x, net.conv(y, 4, 4, group=2, name="grouped"), name="join")
    y = net.relu(net.op("ConvTranspose", y, net.weight(4, 4, 2, 2), name="up", strides=[2, 2]), "relu_up")
    y = net.op("Flatten", net.op("GlobalAveragePool", y))
    net.output(net.op("Sigmoid", net.linear(net.relu(net.fc(y, 4, 8, "gemm"), "relu_g"), 8, 4, "matmul")))


@model({"outputs": case(**P, quantizeOutputs=True), "outputs-mixed": case(preset="MIXED", quantizeOutputs=True)} | PERFORMANCE)
def outputs_many(net):
    """Outputs after Relu, after Add, of a tensor that others read, of a pooled tensor."""
    x = net.relu(net.conv(net.input(), 3, 4, name="stem"))
    y = net.op("Add", net.conv(x, 4, 4, name="conv_a"), x, name="residual")
    net.output(x, y, net.op("MaxPool", y, kernel_shape=[2, 2]), net.relu(net.conv(y, 4, 4, name="conv_b"), "relu_b"))


@model(BOTH)
def ends_in_relu(net):
    net.output(net.relu(net.conv(net.relu(net.conv(net.input(), 3, 4, name="conv_a")), 4, 4, name="conv_b"), "relu_b"))


@model(BOTH)
def input_scale_shift(net):
    """(x·k + b), (x - m)/s and x·k on three inputs, then convs."""
    a, b, c = net.input("a"), net.input("b"), net.input("c")
    k = lambda name: net.const(net.random.uniform(0.5, 1.5, (1, 3, 1, 1)), name)
    ss = net.op("Add", net.op("Mul", a, k("k"), name="a_mul"), k("s"), name="a_add")
    sh = net.op("Div", net.op("Sub", b, k("m"), name="b_sub"), k("d"), name="b_div")
    mu = net.op("Mul", c, k("u"), name="c_mul")
    y = net.op("Add", net.conv(ss, 3, 4, name="conv_a"), net.conv(sh, 3, 4, name="conv_b"), name="add_ab")
    net.output(net.conv(net.op("Add", y, net.conv(mu, 3, 4, name="conv_c"), name="add_c"), 4, 4, name="last"))


@model(BOTH)
def input_preprocessing(net):
    """Cast from bytes made of int64, divide, subtract the mean; then the block reads the input twice."""
    x = net.input(dtype=7)
    y = net.op("Div", net.op("Cast", x, to=1), net.const(255.0), name="to_unit")
    y = net.op("Sub", y, net.const([[[[0.5]], [[0.4]], [[0.3]]]], "mean"), name="centre")
    z = net.input("z")
    w = net.op("Sub", z, net.const(0.5), name="z_centre")
    net.output(net.conv(y, 3, 4, name="conv_a"), net.op("Add", net.conv(w, 3, 3, name="conv_b"), w, name="residual"))


@model(PERFORMANCE | {"ignored": case(**P, ignoredNames=["conv_a"], ignoredTypes=["Softmax"])})
def ignored_float_between(net):
    """The ignored conv sits on one branch of a fork; the other must not be quantized above the fork."""
    x = net.op("MaxPool", net.op("Tanh", net.input()), kernel_shape=[2, 2])
    y = net.op("Add", net.conv(x, 3, 4, name="conv_a"), net.conv(x, 3, 4, name="conv_b"), name="join")
    net.output(net.op("Softmax", net.conv(y, 4, 4, name="last"), axis=1))
