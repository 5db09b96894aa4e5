"""Encoders of the BERT and ViT kind."""

from catalogue import BOTH, DEFAULT, PERFORMANCE, TRANSFORMER, case, model
from models_activations import gelu, layer_norm
from models_attention import attention
from net import INT64

ALL = BOTH | TRANSFORMER | {"transformer-performance": case(modelType="TRANSFORMER", preset="PERFORMANCE")}


def block(net, x, n, name, norm_first, fused=False):
    """Attention and a two-layer perceptron, each with a residual Add and a layer norm."""
    norm = (lambda t, m: net.op("LayerNormalization", t, net.weight(8, name=f"{m}_g"), net.weight(8, name=f"{m}_b"), name=m)
            ) if fused else (lambda t, m: layer_norm(net, t, 8, m))
    mlp = lambda t: net.linear(gelu(net, net.linear(t, 8, 16, f"{name}_fc1"), f"{name}_gelu"), 16, 8, f"{name}_fc2")
    if norm_first:
        x = net.op("Add", x, attention(net, norm(x, f"{name}_ln1"), n=n, name=f"{name}_att"), name=f"{name}_add1")
        return net.op("Add", x, mlp(norm(x, f"{name}_ln2")), name=f"{name}_add2")
    x = norm(net.op("Add", attention(net, x, n=n, name=f"{name}_att", scale_on="div"), x, name=f"{name}_add1"), f"{name}_ln1")
    return norm(net.op("Add", mlp(x), x, name=f"{name}_add2"), f"{name}_ln2")


@model(ALL, scales=DEFAULT)
def bert_like(net):
    """Three embeddings, layer norm, two post-norm layers, a pooler on the first token."""
    ids, types = net.input("ids", (1, 6), INT64), net.input("types", (1, 6), INT64)
    words = net.op("Gather", net.weight(20, 8, name="words"), ids, name="word_embedding")
    kinds = net.op("Gather", net.weight(6, 8, name="kinds"), types, name="type_embedding")
    x = net.op("Add", words, kinds, name="add_types")
    x = net.op("Add", x, net.weight(1, 6, 8, name="places"), name="add_places")
    x = layer_norm(net, x, 8, "ln0")
    for i in range(2):
        x = block(net, x, 6, f"l{i}", norm_first=False)
    first = net.op("Gather", x, net.const(0, "zero", "int64"), name="first", axis=1)
    net.output(x, net.op("Tanh", net.fc(first, 8, 8, "pooler"), name="pooled"))


@model(ALL)
def vit_like(net):
    """Patches by a conv, a class token joined on, two pre-norm layers with LayerNormalization, a head on the token."""
    y = net.conv(net.input("image", (1, 3, 8, 8)), 3, 8, k=4, stride=4, pad=0, name="patches")
    y = net.transpose(net.reshape(y, 1, 8, 4, name="flatten"), 0, 2, 1, name="tokens")
    y = net.op("Concat", net.weight(1, 1, 8, name="token"), y, axis=1, name="with_token")
    y = net.op("Add", y, net.weight(1, 5, 8, name="places"), name="add_places")
    for i in range(2):
        y = block(net, y, 5, f"l{i}", norm_first=True, fused=True)
    y = net.op("LayerNormalization", y, net.weight(8, name="g"), net.weight(8, name="b"), name="last_norm")
    net.output(net.fc(net.op("Gather", y, net.const(0, "zero", "int64"), name="first", axis=1), 8, 5, "head"))


@model(ALL)
def vit_spelt(net):
    """As vit-like with the layer norms spelt out and the mean of the tokens at the end."""
    y = net.conv(net.input("image", (1, 3, 8, 8)), 3, 8, k=4, stride=4, pad=0, name="patches")
    y = net.transpose(net.reshape(y, 1, 8, 4, name="flatten"), 0, 2, 1, name="tokens")
    y = net.op("Add", y, net.weight(1, 4, 8, name="places"), name="add_places")
    y = block(net, y, 4, "l0", norm_first=True)
    net.output(net.fc(net.op("ReduceMean", layer_norm(net, y, 8, "last"), axes=[1], keepdims=0), 8, 5, "head"))


@model(PERFORMANCE | TRANSFORMER)
def decoder_like(net):
    """One causal layer with a mask from constants, tied output: the table transposed as the last weight."""
    ids = net.input("ids", (1, 5), INT64)
    table = net.weight(20, 8, name="table")
    x = net.op("Add", net.op("Gather", table, ids, name="embedding"), net.weight(1, 5, 8, name="places"), name="add_places")
    x = block(net, x, 5, "l0", norm_first=True)
    net.output(net.op("MatMul", layer_norm(net, x, 8, "last"), net.transpose(table, 1, 0, name="tied"), name="logits"))
