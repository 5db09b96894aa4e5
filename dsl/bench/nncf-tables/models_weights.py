"""Weights: transposed convs, Gemm and MatMul ports, three-dimensional weights, embeddings, weights behind other operations."""

import numpy as np
from onnx import numpy_helper

from catalogue import BOTH, DEFAULT, TRANSFORMER, case, model
from net import INT64


@model(BOTH | {"overflow-enable": case(preset="PERFORMANCE", overflowFix="ENABLE")}, scales=DEFAULT)
def conv_transpose(net):
    y = net.relu(net.op("ConvTranspose", net.input(), net.weight(3, 4, 2, 2, name="up_w"), net.weight(4, name="up_b"),
                        name="up", strides=[2, 2]))
    y = net.op("ConvTranspose", y, net.weight(4, 3, 2, 2, name="group_w"), name="grouped", strides=[2, 2], group=2)
    y = net.op("ConvTranspose", net.relu(y, "relu_b"), net.weight(6, 1, 3, 3, name="dw_w"), name="depthwise", group=6)
    net.output(net.bn(y, 6))


@model(BOTH | {"overflow-enable": case(preset="PERFORMANCE", overflowFix="ENABLE")})
def gemm_ports(net):
    """transA and transB, weight at port 1 and at port 0, no weight at all."""
    x = net.input(shape=(4, 8))
    a = net.op("Gemm", x, net.weight(8, 6, name="w_a"), net.weight(6, name="b_a"), name="plain")
    b = net.op("Gemm", net.relu(a), net.weight(5, 6, name="w_b"), net.weight(5, name="b_b"), name="trans_b", transB=1)
    c = net.op("Gemm", net.op("Tanh", b), net.weight(4, 3, name="w_c"), name="trans_a", transA=1)
    d = net.op("Gemm", net.weight(7, 5, name="w_d"), net.op("Tanh", c, name="tanh_c"), name="port_zero")
    e = net.op("Gemm", net.weight(7, 2, name="w_e"), net.op("Tanh", d, name="tanh_d"), name="port_zero_trans", transA=1)
    f = net.op("Tanh", e, name="tanh_e")
    net.output(net.op("Gemm", f, net.op("Sigmoid", f), name="no_weight", transB=1))


@model(BOTH)
def gemm_alpha(net):
    """Gemm with alpha and beta, then Add of a constant and Relu."""
    y = net.op("Gemm", net.input(shape=(2, 8)), net.weight(4, 8), net.weight(4), name="scaled", transB=1, alpha=0.5, beta=2.0)
    net.output(net.fc(net.relu(net.op("Add", y, net.weight(4, name="k"))), 4, 4, "last"))


@model(BOTH)
def matmul_ports(net):
    """Weight at port 1, at port 0, on neither, three-dimensional, one-dimensional."""
    x = net.input(shape=(2, 6, 8))
    a = net.op("MatMul", x, net.weight(8, 8, name="w_a"), name="port_one")
    b = net.op("MatMul", net.weight(6, 6, name="w_b"), net.op("Tanh", a), name="port_zero")
    c = net.op("MatMul", net.op("Tanh", b, name="tanh_b"), net.weight(2, 8, 6, name="w_c"), name="three_d")
    d = net.op("MatMul", net.weight(2, 5, 6, name="w_d"), net.op("Tanh", c, name="tanh_c"), name="three_d_zero")
    e = net.op("MatMul", net.op("Tanh", d, name="tanh_d"), net.transpose(d, 0, 2, 1), name="neither")
    net.output(net.op("MatMul", net.op("Tanh", e, name="tanh_e"), net.weight(5, name="w_v"), name="vector"))


@model(BOTH)
def weight_behind_operations(net):
    """Weights that reach the operation through Transpose, Reshape, Identity, a Constant node, or arithmetic on constants."""
    x = net.input(shape=(1, 4, 8))
    a = net.op("MatMul", x, net.transpose(net.weight(6, 8, name="w_t"), 1, 0), name="through_transpose")
    b = net.op("MatMul", net.op("Tanh", a), net.reshape(net.weight(30, name="w_r"), 6, 5), name="through_reshape")
    c = net.op("MatMul", net.op("Tanh", b), net.op("Identity", net.weight(5, 5, name="w_i")), name="through_identity")
    value = numpy_helper.from_array(net.random.normal(0, 1, (5, 4)).astype(np.float32), "w_k")
    d = net.op("MatMul", net.op("Tanh", c), net.op("Constant", value=value), name="constant_node")
    summed = net.op("Add", net.weight(4, 4, name="w_s"), net.weight(4, 4, name="w_u"), name="sum_of_weights")
    e = net.op("MatMul", net.op("Tanh", d), summed, name="through_add")
    net.output(e)


@model(BOTH)
def embedding_add(net):
    """Token and position tables, summed, into a matmul."""
    ids, pos = net.input("ids", shape=(1, 6), dtype=INT64), net.input("positions", shape=(1, 6), dtype=INT64)
    t = net.op("Gather", net.weight(20, 8, name="tokens"), ids, name="token_embedding", axis=0)
    p = net.op("Gather", net.weight(6, 8, name="places"), pos, name="position_embedding", axis=0)
    net.output(net.linear(net.op("Add", t, p, name="sum"), 8, 4, "head"))


@model(BOTH | TRANSFORMER)
def embedding_linear(net):
    """A table read straight by a matmul, through Reshape, and by two of them."""
    ids = net.input("ids", shape=(1, 6), dtype=INT64)
    t = net.op("Gather", net.weight(20, 8, name="tokens"), ids, name="embedding")
    a = net.linear(t, 8, 4, "head_a")
    b = net.linear(net.reshape(t, 1, 3, 16), 16, 4, "head_b")
    net.output(a, b)


@model(BOTH, scales=DEFAULT)
def embedding_concat(net):
    """Two tables joined, and a table joined with an activation, before matmuls."""
    ids = net.input("ids", shape=(1, 6), dtype=INT64)
    x = net.input("x", shape=(1, 6, 8))
    a = net.op("Gather", net.weight(20, 8, name="table_a"), ids, name="embedding_a")
    b = net.op("Gather", net.weight(20, 8, name="table_b"), ids, name="embedding_b")
    c = net.op("Gather", net.weight(20, 8, name="table_c"), ids, name="embedding_c")
    y = net.linear(net.op("Concat", a, b, axis=-1, name="tables"), 16, 4, "head_a")
    z = net.linear(net.op("Concat", c, x, axis=-1, name="table_and_input"), 16, 4, "head_b")
    net.output(y, z)


@model(BOTH)
def embedding_variants(net):
    """Gather on axis 1 of a float table, on an integer table, of an activation; a table shared with the output matmul."""
    ids = net.input("ids", shape=(6,), dtype=INT64)
    a = net.op("Gather", net.weight(8, 20, name="across"), ids, name="axis_one", axis=1)
    m = net.ints(*range(20), name="map")
    mapped = net.op("Gather", m, ids, name="integer_table")
    tied = net.weight(20, 8, name="tied")
    b = net.op("Gather", tied, mapped, name="tied_embedding")
    c = net.op("MatMul", net.op("Tanh", b), net.transpose(tied, 1, 0), name="tied_head")
    d = net.op("Gather", c, net.ints(0, 2, 4), name="of_activation", axis=1)
    net.output(net.op("MatMul", a, net.linear(net.op("Tanh", d, name="tanh_d"), 3, 8, "fc"), name="join"))
