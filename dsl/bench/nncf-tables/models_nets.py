"""Image classifiers of the well known kinds, a few channels wide."""

from catalogue import ALL_STATISTICS, BOTH, DEFAULT, MIXED, model
from models_activations import hswish, squeeze_excite, swish


def cbr(net, x, cin, cout, name, act="Relu", **conv):
    y = net.bn(net.conv(x, cin, cout, bias=False, name=f"{name}_conv", **conv), cout, f"{name}_bn")
    if act == "Relu6":
        return net.clip(y, name=f"{name}_clip")
    if act == "HSwish":
        return hswish(net, y, f"{name}_hs")
    if act == "Swish":
        return swish(net, y, f"{name}_sw")
    return net.op(act, y, name=f"{name}_act") if act else y


def image(net, size=32):
    return net.input("image", (1, 3, size, size))


def classifier(net, y, c, classes=5):
    net.output(net.fc(net.op("Flatten", net.op("GlobalAveragePool", y, name="pool")), c, classes, "classifier"))


@model(BOTH)
def vgg_like(net):
    y = image(net, 16)
    for i, (cin, cout) in enumerate([(3, 4), (4, 8)]):
        y = net.relu(net.conv(y, cin, cout, name=f"conv{i}a"), f"relu{i}a")
        y = net.relu(net.conv(y, cout, cout, name=f"conv{i}b"), f"relu{i}b")
        y = net.op("MaxPool", y, name=f"pool{i}", kernel_shape=[2, 2], strides=[2, 2])
    y = net.relu(net.fc(net.op("Flatten", y), 128, 8, "fc_a"), "fc_relu")
    net.output(net.fc(net.op("Dropout", y), 8, 5, "fc_b"))


@model(BOTH, scales=ALL_STATISTICS)
def resnet_like(net):
    y = cbr(net, image(net), 3, 4, "stem", stride=2)
    y = net.op("MaxPool", y, kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4)
    cin = 4
    for i, (cout, stride) in enumerate([(4, 1), (8, 2), (8, 1)]):
        z = cbr(net, cbr(net, y, cin, cout, f"b{i}a", stride=stride), cout, cout, f"b{i}b", act=None)
        if cin != cout:
            y = cbr(net, y, cin, cout, f"b{i}down", act=None, k=1, stride=stride)
        y = net.relu(net.op("Add", z, y, name=f"b{i}add"), f"b{i}relu")
        cin = cout
    classifier(net, y, 8)


@model(BOTH)
def resnet_folded(net):
    """Bottlenecks with batch norm folded into biased convs, as PyTorch exports them."""
    y = net.relu(net.conv(image(net), 3, 4, stride=2, name="stem"), "stem_relu")
    for i in range(2):
        z = net.relu(net.conv(y, 4, 2, k=1, name=f"b{i}a"), f"b{i}a_relu")
        z = net.relu(net.conv(z, 2, 2, name=f"b{i}b"), f"b{i}b_relu")
        z = net.conv(z, 2, 4, k=1, name=f"b{i}c")
        y = net.relu(net.op("Add", z, y, name=f"b{i}add"), f"b{i}relu")
    classifier(net, y, 4)


@model(BOTH, scales=DEFAULT)
def mobilenet_v2_like(net):
    y = cbr(net, image(net), 3, 4, "stem", act="Relu6", stride=2)
    y = cbr(net, cbr(net, y, 4, 4, "b0dw", act="Relu6", group=4), 4, 4, "b0out", act=None, k=1)
    for i, (cin, cout, stride) in enumerate([(4, 6, 2), (6, 6, 1), (6, 6, 1)], 1):
        z = cbr(net, y, cin, cin * 2, f"b{i}in", act="Relu6", k=1)
        z = cbr(net, z, cin * 2, cin * 2, f"b{i}dw", act="Relu6", group=cin * 2, stride=stride)
        z = cbr(net, z, cin * 2, cout, f"b{i}out", act=None, k=1)
        y = net.op("Add", y, z, name=f"b{i}add") if cin == cout else z
    classifier(net, cbr(net, y, 6, 8, "last", act="Relu6", k=1), 8)


@model(BOTH)
def mobilenet_v3_like(net):
    y = cbr(net, image(net), 3, 4, "stem", act="HSwish", stride=2)
    for i, (c, se, act, stride) in enumerate([(8, True, "Relu", 2), (8, False, "HSwish", 1), (8, True, "HSwish", 1)]):
        z = cbr(net, y, 4, c, f"b{i}in", act=act, k=1)
        z = cbr(net, z, c, c, f"b{i}dw", act=act, group=c, stride=stride)
        z = squeeze_excite(net, z, c, 4, f"b{i}se", gate="HardSigmoid") if se else z
        z = cbr(net, z, c, 4, f"b{i}out", act=None, k=1)
        y = net.op("Add", z, y, name=f"b{i}add") if stride == 1 else z
    y = cbr(net, y, 4, 8, "last", act="HSwish", k=1)
    y = net.op("Flatten", net.op("GlobalAveragePool", y, name="pool"))
    net.output(net.fc(hswish(net, net.fc(y, 8, 8, "fc_a"), "fc_hs"), 8, 5, "fc_b"))


@model(BOTH)
def efficientnet_like(net):
    y = cbr(net, image(net), 3, 4, "stem", act="Swish", stride=2)
    for i, stride in enumerate([2, 1, 1]):
        z = cbr(net, y, 4, 8, f"b{i}in", act="Swish", k=1)
        z = cbr(net, z, 8, 8, f"b{i}dw", act="Swish", group=8, stride=stride)
        z = squeeze_excite(net, z, 8, 2, f"b{i}se", act="Swish", pool="ReduceMean")
        z = cbr(net, z, 8, 4, f"b{i}out", act=None, k=1)
        y = net.op("Add", z, y, name=f"b{i}add") if stride == 1 else z
    classifier(net, cbr(net, y, 4, 8, "last", act="Swish", k=1), 8)


@model(BOTH)
def inception_like(net):
    y = cbr(net, image(net), 3, 4, "stem", stride=2)
    for i, cin in enumerate([4, 10]):
        a = cbr(net, y, cin, 2, f"i{i}a", k=1)
        b = cbr(net, cbr(net, y, cin, 2, f"i{i}b1", k=1), 2, 2, f"i{i}b2")
        c = cbr(net, cbr(net, cbr(net, y, cin, 2, f"i{i}c1", k=1), 2, 2, f"i{i}c2"), 2, 4, f"i{i}c3")
        p = net.op("AveragePool" if i == 0 else "MaxPool", y, name=f"i{i}pool", kernel_shape=[3, 3], pads=[1] * 4)
        y = net.op("Concat", a, b, c, cbr(net, p, cin, 2, f"i{i}d", k=1), axis=1, name=f"i{i}cat")
    classifier(net, y, 10)


@model(BOTH)
def densenet_like(net):
    """Batch norm and Relu before each conv, every layer joined to all before it, a pooled transition."""
    y, c = net.conv(image(net), 3, 4, stride=2, name="stem", bias=False), 4
    for i in range(4):
        z = net.conv(net.relu(net.bn(y, c, f"l{i}bn1"), f"l{i}relu1"), c, 8, k=1, bias=False, name=f"l{i}conv1")
        z = net.conv(net.relu(net.bn(z, 8, f"l{i}bn2"), f"l{i}relu2"), 8, 2, bias=False, name=f"l{i}conv2")
        y, c = net.op("Concat", y, z, axis=1, name=f"l{i}cat"), c + 2
        if i == 1:
            y = net.conv(net.relu(net.bn(y, c, "t_bn"), "t_relu"), c, 4, k=1, bias=False, name="t_conv")
            y, c = net.op("AveragePool", y, name="t_pool", kernel_shape=[2, 2], strides=[2, 2]), 4
    classifier(net, net.relu(net.bn(y, c, "last_bn"), "last_relu"), c)


@model(BOTH)
def shufflenet_like(net):
    """Channel split and shuffle by Reshape and Transpose, a two-branch stride unit."""
    y = cbr(net, image(net), 3, 4, "stem", stride=2)

    def tail(x, cin, name, stride):
        z = cbr(net, x, cin, 4, f"{name}_a", k=1)
        return cbr(net, cbr(net, z, 4, 4, f"{name}_dw", act=None, group=4, stride=stride), 4, 4, f"{name}_b", k=1)

    def shuffle(x, size, name):
        x = net.transpose(net.reshape(x, 1, 2, 4, size, size, name=f"{name}_apart"), 0, 2, 1, 3, 4, name=f"{name}_swap")
        return net.reshape(x, 1, 8, size, size, name=f"{name}_join")

    left = cbr(net, cbr(net, y, 4, 4, "u0_ldw", act=None, group=4, stride=2), 4, 4, "u0_l", k=1)
    y = shuffle(net.op("Concat", left, tail(y, 4, "u0", 2), axis=1, name="u0_cat"), 8, "u0")
    for i in (1, 2):
        a, b = net.op("Split", y, net.ints(4, 4), name=f"u{i}_split", outputs=2, axis=1)
        y = shuffle(net.op("Concat", a, tail(b, 4, f"u{i}", 1), axis=1, name=f"u{i}_cat"), 8, f"u{i}")
    classifier(net, cbr(net, y, 8, 8, "last", k=1), 8)


@model(BOTH, scales=ALL_STATISTICS)
def unet_like(net):
    a = cbr(net, image(net, 16), 3, 4, "enc_a")
    b = cbr(net, net.op("MaxPool", a, name="pool_a", kernel_shape=[2, 2], strides=[2, 2]), 4, 8, "enc_b")
    c = cbr(net, net.op("MaxPool", b, name="pool_b", kernel_shape=[2, 2], strides=[2, 2]), 8, 8, "mid")
    up = net.op("ConvTranspose", c, net.weight(8, 8, 2, 2), net.weight(8), name="up_b", strides=[2, 2])
    d = cbr(net, net.op("Concat", up, b, axis=1, name="cat_b"), 16, 4, "dec_b")
    up = net.op("Resize", d, "", net.const([1, 1, 2, 2], "scales"), name="up_a", mode="linear")
    e = cbr(net, net.op("Concat", up, a, axis=1, name="cat_a"), 8, 4, "dec_a")
    net.output(net.op("Sigmoid", net.conv(e, 4, 1, k=1, name="mask")))


@model(MIXED)
def convnext_like(net):
    """Depthwise conv, Transpose, LayerNormalization, two linears with GELU, layer scale, residual."""
    from models_activations import gelu, layer_norm
    y = net.conv(image(net, 16), 3, 4, k=4, stride=4, pad=0, name="stem")
    for i in range(2):
        z = net.transpose(net.conv(y, 4, 4, group=4, k=3, name=f"b{i}dw"), 0, 2, 3, 1, name=f"b{i}last")
        z = gelu(net, net.linear(layer_norm(net, z, 4, f"b{i}ln"), 4, 8, f"b{i}fc1"), f"b{i}gelu")
        z = net.op("Mul", net.linear(z, 8, 4, f"b{i}fc2"), net.weight(4, name="scale"), name=f"b{i}scale")
        y = net.op("Add", net.transpose(z, 0, 3, 1, 2, name=f"b{i}first"), y, name=f"b{i}add")
    classifier(net, y, 4)
