"""Detector heads and post-processing."""

from catalogue import BOTH, TRANSFORMER, model
from models_activations import swish
from models_attention import attention
from net import INT64


def boxes(net, head, cells, classes):
    """(1, 4+classes, cells) → boxes (1, cells, 4) by centre and size, scores (1, classes, cells)."""
    d, s = net.op("Split", head, net.ints(4, classes), name="box_class", outputs=2, axis=1)
    d = net.transpose(d, 0, 2, 1, name="box_rows")
    centre, size = net.op("Split", d, net.ints(2, 2), name="centre_size", outputs=2, axis=2)
    half = net.op("Mul", net.op("Exp", size, name="size_exp"), net.const(0.5), name="half")
    box = net.op("Concat", net.op("Sub", centre, half, name="low"), net.op("Add", centre, half, name="high"), axis=2,
                 name="corners")
    return box, net.op("Sigmoid", s, name="scores")


def backbone(net, width=4):
    """Three stages over 32×32; gives maps of 8×8 and 4×4."""
    y = swish(net, net.conv(net.input("image", (1, 3, 32, 32)), 3, width, stride=2, name="stem"), "stem_act")
    y = swish(net, net.conv(y, width, width, stride=2, name="down_a"), "act_a")
    z = swish(net, net.conv(y, width, width * 2, stride=2, name="down_b"), "act_b")
    return y, z


def cat_cells(net, a, b, channels):
    return net.op("Concat", net.reshape(a, 1, channels, -1, name="cells_a"), net.reshape(b, 1, channels, -1, name="cells_b"),
                  axis=2, name="cells")


@model(BOTH)
def yolo_like(net):
    """Two scales with an upsampled join, decoupled decode with anchors, no NMS inside."""
    y, z = backbone(net)
    up = net.op("Resize", net.conv(z, 8, 4, k=1, name="lateral"), "", net.const([1, 1, 2, 2], "scales"), mode="nearest")
    m = swish(net, net.conv(net.op("Concat", up, y, axis=1, name="join"), 8, 4, name="merge"), "merge_act")
    cells = cat_cells(net, net.conv(m, 4, 7, k=1, name="head_a"), net.conv(z, 8, 7, k=1, name="head_b"), 7)
    box, score = boxes(net, cells, 80, 3)
    stride = net.const(net.random.uniform(4, 8, (1, 80, 1)), "stride")
    net.output(net.op("Concat", net.op("Mul", box, stride, name="to_pixels"), net.transpose(score, 0, 2, 1, name="score_rows"),
                      axis=2, name="detections"))


@model(BOTH)
def detector_nms(net):
    """The same heads closed by NonMaxSuppression and Gathers of what it keeps."""
    y, z = backbone(net)
    cells = cat_cells(net, net.conv(y, 4, 7, k=1, name="head_a"), net.conv(z, 8, 7, k=1, name="head_b"), 7)
    box, score = boxes(net, cells, 80, 3)
    keep = net.op("NonMaxSuppression", box, score, net.const([5], "most", "int64"), net.const([0.5], "iou"),
                  net.const([0.1], "least"), name="nms")
    rows = net.op("Gather", keep, net.const(2, "column", "int64"), name="rows", axis=1)
    net.output(net.op("Gather", net.op("Squeeze", box, net.ints(0), name="box_list"), rows, name="kept", axis=0))
    net.output(keep, dtype=INT64)


@model(BOTH)
def detector_topk(net):
    """TopK over the scores, then the boxes of the best; a second output that is a plain map."""
    y, z = backbone(net)
    cells = cat_cells(net, net.conv(y, 4, 7, k=1, name="head_a"), net.conv(z, 8, 7, k=1, name="head_b"), 7)
    box, score = boxes(net, cells, 80, 3)
    best = net.op("ReduceMax", score, name="best", axes=[1], keepdims=0)
    values, places = net.op("TopK", best, net.ints(5), name="topk", outputs=2, axis=1)
    index = net.op("Tile", net.op("Unsqueeze", places, net.ints(2), name="column"), net.ints(1, 1, 4), name="index")
    net.output(net.op("GatherElements", box, index, name="best_boxes", axis=1), values)
    net.output(net.op("Sigmoid", net.conv(z, 8, 1, name="map_head"), name="map"))


@model(BOTH)
def topk_inside(net):
    """TopK in the middle: weighted operations follow it, so only the way from it to the output matters."""
    x = net.linear(net.input(shape=(1, 6, 8)), 8, 8, "fc_a")
    score = net.op("Squeeze", net.linear(x, 8, 1, "score"), net.ints(2))
    _, places = net.op("TopK", score, net.ints(3), outputs=2, axis=1)
    index = net.op("Tile", net.op("Unsqueeze", places, net.ints(2)), net.ints(1, 1, 8))
    y = net.op("GatherElements", net.op("Mul", x, net.op("Tanh", x), name="gate"), index, axis=1)
    net.output(net.op("Add", net.linear(y, 8, 8, "fc_b"), y, name="residual"))


@model(BOTH | TRANSFORMER)
def detr_like(net):
    """A conv backbone, one encoder and one decoder layer with learned queries, class and box heads."""
    y, z = backbone(net, 4)
    tokens = net.transpose(net.reshape(net.conv(z, 8, 8, k=1, name="project"), 1, 8, 16, name="flatten"), 0, 2, 1, name="tokens")
    tokens = net.op("Add", tokens, net.weight(1, 16, 8, name="place"), name="add_place")
    memory = net.op("Add", tokens, attention(net, tokens, n=16, name="enc", scale_on="q"), name="enc_residual")
    memory = net.op("LayerNormalization", memory, net.weight(8, name="g"), net.weight(8, name="b"), name="enc_norm")
    queries = net.op("Add", net.weight(1, 5, 8, name="queries"), net.op("ReduceMean", memory, name="pooled", axes=[1]),
                     name="start")
    out = attention(net, queries, n=5, name="dec", scale_on="q", memory=memory, m=16)
    out = net.op("LayerNormalization", net.op("Add", queries, out, name="dec_residual"), net.weight(8, name="g"),
                 net.weight(8, name="b"), name="dec_norm")
    box = net.linear(net.relu(net.linear(out, 8, 8, "box_a"), "box_act"), 8, 4, "box_b")
    net.output(net.linear(out, 8, 4, "classes"), net.op("Sigmoid", box, name="box"))
