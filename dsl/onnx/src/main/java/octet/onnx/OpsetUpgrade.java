package octet.onnx;

import octet.onnx.proto.ModelProto;

/** Placeholder until written. */
final class OpsetUpgrade {
    static final int TARGET = 13;

    private OpsetUpgrade() {}

    static ModelProto upgrade(ModelProto model) {
        var b = Protos.withOpset(model, TARGET).toBuilder();
        return b.setIrVersion(Math.max(8, model.getIrVersion())).build();
    }
}
