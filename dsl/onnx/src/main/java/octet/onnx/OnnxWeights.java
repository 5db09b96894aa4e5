package octet.onnx;

import java.nio.file.Path;
import octet.onnx.proto.ModelProto;

/**
 * A model in memory and the folder in which the rest of its weights lie. Weights are in memory as long as protobuf can
 * write them, which ends at 2 GB; a larger model keeps them in files, from which they are mapped.
 *
 * @param model the model
 * @param folder where its external data lies
 */
record OnnxWeights(ModelProto model, Path folder) {

    /** Models of up to so many bytes are held whole. */
    static final long LARGEST_WHOLE = 1_700_000_000L;

    /** Brings all weights into memory if they are not too large together. */
    static OnnxWeights of(ModelProto model, Path folder) {
        var weights = new OnnxWeights(NestedData.inline(model, folder), folder);
        return weights.bytes() <= LARGEST_WHOLE ? weights.with(ExternalData.inline(weights.model(), folder)) : weights;
    }

    /** The same weights under another graph. */
    OnnxWeights with(ModelProto newModel) {
        return new OnnxWeights(newModel, folder);
    }

    /** Whether some weights are in files. */
    boolean isLarge() {
        return ExternalData.isUsedBy(model);
    }

    /** The size of the model and of its external data. */
    long bytes() {
        return model.getSerializedSize() + ExternalData.size(model, folder);
    }
}
