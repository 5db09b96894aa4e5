"""Fused blocks: linear operations with batch norm, activations, arithmetic with constants."""

from catalogue import BOTH, model


def channels(net, c, name):
    return net.const(net.random.uniform(0.5, 1.5, (1, c, 1, 1)), name)


@model(BOTH)
def conv_bn_relu(net):
    x = net.input()
    y = net.relu(net.bn(net.conv(x, 3, 4, bias=False), 4))
    net.output(net.conv(y, 4, 4))


@model(BOTH)
def linear_activations(net):
    """One conv before each simple activation ONNX has, chained."""
    y = net.input()
    cin = 3
    for kind, attributes in [("Relu", {}), ("LeakyRelu", {"alpha": 0.1}), ("ThresholdedRelu", {"alpha": 0.2}), ("Elu", {}),
                             ("Sigmoid", {}), ("HardSigmoid", {}), ("HardSwish", {}), ("Selu", {}), ("Tanh", {}),
                             ("Softplus", {})]:
        y = net.op(kind, net.conv(y, cin, 4, name=f"conv_{kind.lower()}"), **attributes)
        cin = 4
    y = net.op("PRelu", net.conv(y, 4, 4, name="conv_prelu"), net.weight(4, 1, 1, name="slope"))
    y = net.clip(net.conv(y, 4, 4, name="conv_clip"))
    net.output(net.conv(y, 4, 4, name="conv_last"))


@model(BOTH)
def linear_arithmetic(net):
    """Conv then Add, Sub, Mul, Div of a constant, each before an activation or not."""
    y = net.input()
    cin = 3
    for kind in ("Add", "Sub", "Mul", "Div"):
        y = net.op(kind, net.conv(y, cin, 4, name=f"conv_{kind.lower()}"), channels(net, 4, f"k_{kind.lower()}"))
        y = net.conv(y, 4, 4, name=f"conv_{kind.lower()}_relu")
        y = net.relu(net.op(kind, y, channels(net, 4, f"m_{kind.lower()}"), name=f"{kind.lower()}_relu"))
        y = net.conv(y, 4, 4, name=f"conv_{kind.lower()}_relu_{kind.lower()}")
        y = net.relu(net.op(kind, y, channels(net, 4, f"n_{kind.lower()}"), name=f"{kind.lower()}_mid"))
        y = net.op("Mul", y, channels(net, 4, f"o_{kind.lower()}"), name=f"{kind.lower()}_after")
        cin = 4
    net.output(net.conv(y, 4, 4, name="conv_last"))


@model(BOTH)
def linear_scale_shift(net):
    """Conv with Mul-Add, Add-Mul, batch norm and their mixtures with activations."""
    x = net.input()
    y = net.conv(x, 3, 4, name="conv_ss")
    y = net.op("Add", net.op("Mul", y, channels(net, 4, "a"), name="ss_mul"), channels(net, 4, "b"), name="ss_add")
    y = net.conv(y, 4, 4, name="conv_ss_relu")
    y = net.op("Sub", net.op("Mul", y, channels(net, 4, "a"), name="ssr_mul"), channels(net, 4, "b"), name="ssr_sub")
    y = net.conv(net.relu(y), 4, 4, name="conv_shs")
    y = net.op("Div", net.op("Add", y, channels(net, 4, "a"), name="shs_add"), channels(net, 4, "b"), name="shs_div")
    y = net.relu(net.conv(y, 4, 4, name="conv_relu_bn"))
    y = net.conv(net.bn(y, 4, "relu_bn"), 4, 4, name="conv_bn_ss_relu")
    y = net.bn(y, 4, "bn_of_ss")
    y = net.op("Add", net.op("Mul", y, channels(net, 4, "a"), name="bss_mul"), channels(net, 4, "b"), name="bss_add")
    y = net.conv(net.relu(y, "bss_relu"), 4, 4, name="conv_relu_ss")
    y = net.relu(y, "relu_of_ss")
    y = net.op("Add", net.op("Mul", y, channels(net, 4, "a"), name="rss_mul"), channels(net, 4, "b"), name="rss_add")
    net.output(net.conv(y, 4, 4, name="conv_last"))


@model(BOTH)
def linear_squeeze(net):
    """Linear then Squeeze then an activation, and with arithmetic between."""
    x = net.input(shape=(1, 3, 1, 8))
    y = net.conv(x, 3, 4, k=1)
    y = net.relu(net.op("Squeeze", y, net.ints(2), name="squeeze_a"))
    y = net.conv(net.op("Unsqueeze", y, net.ints(2), name="unsqueeze_a"), 4, 4, k=1, name="conv_b")
    y = net.op("Add", net.op("Squeeze", y, net.ints(2), name="squeeze_b"), net.weight(4, 1, name="k"))
    y = net.op("Unsqueeze", net.relu(y, "relu_b"), net.ints(2), name="unsqueeze_b")
    net.output(net.conv(y, 4, 4, k=1, name="conv_c"))


@model(BOTH)
def linear_self_arithmetic(net):
    """Both inputs of the arithmetic come from the linear operation: conv → y·y, y+y."""
    y = net.conv(net.input(), 3, 4, name="conv_a")
    y = net.conv(net.op("Mul", y, y, name="square"), 4, 4, name="conv_b")
    y = net.relu(net.op("Add", y, y, name="twice"))
    net.output(net.conv(y, 4, 4, name="conv_c"))


@model(BOTH)
def standalone_blocks(net):
    """Batch norm, activation and arithmetic chains that no linear operation starts."""
    x = net.input()
    y = net.op("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2])
    y = net.relu(net.bn(y, 3, "bn_relu"), "relu_a")
    y = net.conv(y, 3, 4, name="conv_a")
    y = net.op("Softplus", y)
    y = net.bn(net.op("Add", y, channels(net, 4, "k"), name="add_bn"), 4, "bn_add")
    y = net.op("Softplus", y, name="softplus_b")
    y = net.op("Mul", y, channels(net, 4, "k"), name="mul_only")
    y = net.op("Softplus", y, name="softplus_c")
    y = net.op("LeakyRelu", net.op("Div", y, channels(net, 4, "k"), name="div_leaky"))
    y = net.op("Softplus", y, name="softplus_d")
    y = net.bn(net.op("Sigmoid", y), 4, "bn_sigmoid")
    net.output(net.conv(y, 4, 4, name="conv_b"))
