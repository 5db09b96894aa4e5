"""What moves and joins values, branches, shapes, selection, bodies."""

import numpy as np
import openvino as ov

from ir_catalogue import BOTH, PERFORMANCE, model
from ir_models_elementwise import two
from ir_net import Net, ops


@model(BOTH)
def concat(net):
    """In front of a convolution, of a depthwise one, of a sum, of float, and of the output; of pools and constants."""
    a, b = two(net)
    y = net.op("concat", [a, b], 1, name="to_conv")
    z = net.op("concat", [b, a], 1, name="to_depthwise")
    u = net.op("concat", [a, b], 1, name="to_add")
    v = net.op("concat", [net.max_pool(a), net.avg_pool(b)], 1, name="of_pools")
    w = net.op("concat", [a, net.weight(1, 2, 8, 8)], 1, name="of_constant")
    net.output(net.conv(y, 8, 4, name="conv_c"), net.group_conv(z, 8, 1, 1, name="depthwise"), net.op("add", u, net.op("sigmoid", u)),
               net.conv(v, 8, 4, name="conv_d"), net.conv(w, 6, 2, name="conv_e"), net.op("concat", [b, b], 1, name="to_output"))


@model(BOTH)
def dense_block(net):
    x = net.op("relu", net.conv(net.input(), 3, 4, name="stem"))
    parts = [x]
    for i in range(3):
        joined = net.op("concat", parts, 1, name=f"joined_{i}") if i else x
        parts.append(net.op("relu", net.conv(joined, 4 + 2 * i, 2, name=f"conv_{i}"), name=f"relu_{i}"))
    net.output(net.conv(net.op("concat", parts, 1, name="joined"), 10, 3, 1, name="last"))


@model(BOTH)
def split(net):
    """Split and VariadicSplit: parts to convolutions, to float, and joined again."""
    y = net.op("relu", net.conv(net.input(), 3, 8, name="stem"))
    a, b = net.outputs("split", y, net.const(1, np.int64), 2)
    c, d = net.outputs("variadic_split", net.conv(b, 4, 6, name="conv_b"), net.const(1, np.int64), net.ints(2, 4))
    z = net.op("concat", [net.conv(a, 4, 4, name="conv_a"), d], 1)
    net.output(net.conv(z, 8, 3, name="last"), net.op("tanh", c))


@model(BOTH)
def moved(net):
    """Chains of what only moves elements."""
    y = net.op("relu", net.conv(net.input(), 3, 4, name="stem"))
    z = net.transpose(net.reshape(y, 1, 4, 64), 0, 2, 1)
    z = net.op("squeeze", net.op("unsqueeze", z, net.ints(0)), net.ints(0))
    z = net.linear(z, 4, 4, "product", rank=3)
    u = net.op("pad", y, net.ints(0, 0, 1, 1), net.ints(0, 0, 1, 1), "constant", net.const(0.0))
    v = net.op("strided_slice", y, net.ints(0, 0, 0, 0), net.ints(1, 4, 4, 4), net.ints(1, 1, 1, 1), [0, 0, 0, 0], [0, 0, 0, 0])
    w = net.op("slice", y, net.ints(0), net.ints(4), net.ints(1), net.ints(2))
    s = net.op("depth_to_space", y, "blocks_first", 2)
    t = net.op("space_to_depth", y, "blocks_first", 2)
    h = net.op("shuffle_channels", y, 1, 2)
    b = net.op("broadcast", net.mean(y, 2, 3), net.ints(1, 4, 8, 8))
    r = net.op("tile", y, net.ints(1, 1, 2, 1))
    g = net.op("gather", y, net.ints(0, 2, 1), net.const(1, np.int64), name="pick")
    net.output(z, net.conv(u, 4, 2, pad=0, name="conv_u"), net.conv(v, 4, 2, name="conv_v"), net.conv(w, 4, 2, name="conv_w"),
               net.conv(s, 1, 2, name="conv_s"), net.conv(t, 16, 2, name="conv_t"), net.conv(h, 4, 2, name="conv_h"),
               net.conv(b, 4, 2, name="conv_b"), net.conv(r, 4, 2, name="conv_r"), net.conv(g, 3, 2, name="conv_g"))


@model(BOTH)
def branches(net):
    """A value for two convolutions, for one and float, for a pool and a convolution, and for the output too."""
    a, b = two(net)
    y = net.conv(a, 4, 4, name="conv_c"), net.conv(a, 4, 4, 1, name="conv_d")
    z = net.conv(b, 4, 4, name="conv_e"), net.op("softplus", b)
    c = net.op("relu", net.conv(y[0], 4, 4, name="conv_f"))
    u = net.conv(net.max_pool(c), 4, 2, name="conv_g"), net.conv(c, 4, 2, name="conv_h")
    d = net.op("relu", net.conv(y[1], 4, 4, name="conv_i"))
    net.output(*z, *u, d, net.conv(d, 4, 2, name="conv_j"))


@model(BOTH)
def interpolate(net):
    y = net.op("relu", net.conv(net.input(), 3, 4, name="stem"))

    def resized(x, mode, name):
        return net.op("interpolate", x, net.ints(16, 16), mode, "sizes", axes=net.ints(2, 3), coordinate_transformation_mode="half_pixel",
                      nearest_mode="floor", name=name)

    a = net.conv(resized(y, "nearest", "near"), 4, 4, name="conv_a")
    b = net.conv(resized(net.conv(y, 4, 4, name="conv_c"), "linear_onnx", "linear"), 4, 4, name="conv_b")
    net.output(net.op("add", a, b))


@model(BOTH)
def shape_of(net):
    """Shapes read from values, arithmetic on them, and float made of them."""
    x = net.input()
    y = net.op("relu", net.conv(x, 3, 4, name="stem"))
    shape = net.op("shape_of", y)
    batch = net.op("gather", shape, net.ints(0), net.const(0, np.int64), name="batch")
    target = net.op("concat", [batch, net.ints(-1)], 0, name="target")
    flat = net.op("reshape", y, target, False, name="flat")
    size = net.op("convert", net.op("reduce_prod", shape, net.ints(0), False), np.float32)
    factor = net.op("divide", net.const(1.0), net.op("power", size, net.const(0.5), name="root"), name="factor")
    z = net.op("multiply", net.linear(flat, 256, 4, "product"), factor, name="scaled")
    net.output(net.linear(z, 4, 2, "last"))


@model(BOTH)
def integers(net):
    """Integer values in between, and made float."""
    x = net.input()
    y = net.op("relu", net.conv(x, 3, 4, name="stem"))
    best = net.outputs("topk", net.reshape(y, 1, 256), net.const(3, np.int64), 1, "max", "value", name="best")
    picked = net.op("convert", best[1], np.float32)
    net.output(net.linear(picked, 3, 2, "of_indices"), net.linear(best[0], 3, 2, "of_values"))


@model(BOTH)
def selection(net):
    """TopK behind all weights; what leads to it stays float."""
    y = net.op("relu", net.conv(net.input(), 3, 4, name="stem"))
    y = net.linear(net.mean(y, 2, 3, keep=False), 4, 6, "scores")
    y = net.op("multiply", net.op("sigmoid", y), net.op("add", net.op("tanh", y), net.const(1.5), name="other"), name="weighed")
    net.output(*net.outputs("topk", y, net.const(2, np.int64), 1, "max", "value", name="best"))


def body(name, cin, function):
    inner = Net(name)
    x = inner.input(f"{name}_x", (1, cin, 8, 8))
    inner.output(inner.op(function, inner.conv(x, cin, 4, name=f"{name}_conv"), name=f"{name}_{function}"))
    return inner


@model(PERFORMANCE)
def loop(net):
    """A body that runs several times stays as it is."""
    y = net.op("relu", net.conv(net.input(), 3, 4, name="stem"))
    inner = Net("body")
    x = inner.input("body_x", (1, 4, 8, 8))
    z = inner.op("relu", inner.conv(x, 4, 4, name="body_conv"), name="body_relu")
    going = inner.const(True, np.bool_)
    inner_model = ov.Model([ops.result(z), ops.result(going)], inner.parameters, inner.name)
    node = ops.loop(net.const(2, np.int64), net.const(True, np.bool_))
    node.set_function(inner_model)
    node.set_special_body_ports([-1, 1])
    node.set_merged_input(inner.parameters[0], y, inner_model.results[0].output(0))
    value = node.get_iter_value(inner_model.results[0].output(0), -1)
    node.set_friendly_name("loop")
    net.output(net.conv(value, 4, 2, name="last"))


@model(PERFORMANCE)
def if_else(net):
    """NNCF quantizes what is inside of If as models of their own."""
    y = net.op("relu", net.conv(net.input(), 3, 4, name="stem"))
    flag = net.op("squeeze", net.input("wanted", (1,), np.bool_), net.ints(0), name="flag")
    y.add_names({"taken"})
    flag.add_names({"condition"})
    node = ops.if_op(flag)
    bodies = []
    for branch, function in (("then", "relu"), ("else", "tanh")):
        inner = body(branch, 4, function)
        bodies.append((inner, inner.build()))
    node.set_then_body(bodies[0][1])
    node.set_else_body(bodies[1][1])
    node.set_input(y, bodies[0][0].parameters[0], bodies[1][0].parameters[0])
    value = node.set_output(bodies[0][1].results[0], bodies[1][1].results[0])
    node.set_friendly_name("if")
    net.output(net.conv(value, 4, 2, name="last"))
