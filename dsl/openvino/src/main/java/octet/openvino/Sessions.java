package octet.openvino;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.data.Tensor;
import octet.openvino.ir.IrFile;
import octet.openvino.runtime.CompiledModel;
import octet.openvino.runtime.NativeBytes;
import octet.openvino.runtime.OpenVino;
import octet.openvino.runtime.OpenVinoException;
import octet.openvino.runtime.Results;
import octet.problem.OctetException;
import octet.problem.UnsupportedModelException;

/** Makes models ready to run, and tells the runtime's errors in words. */
final class Sessions {

    private Sessions() {}

    /** @throws UnsupportedModelException when OpenVINO refuses the model */
    static CompiledModel compile(IrFile model) {
        try {
            return CompiledModel.compile(model.xml(), NativeBytes.of(model.weights()));
        } catch (OpenVinoException e) {
            throw new UnsupportedModelException(
                    "OpenVINO " + OpenVino.get().version() + " refuses the model on the device " + OpenVino.device()
                            + ": " + e.getMessage(),
                    "a model that it can run",
                    null,
                    e);
        }
    }

    /**
     * Runs a model.
     *
     * @param names of its inputs, in their order
     */
    static <T> T run(
            CompiledModel model, List<String> names, Map<String, Tensor> inputs, CompiledModel.Reader<T> reader) {
        List<Tensor> ordered = new ArrayList<>(names.size());
        names.forEach(name -> ordered.add(inputs.get(name)));
        try {
            return model.run(ordered, reader);
        } catch (OpenVinoException e) {
            throw new OctetException(
                    "OpenVINO failed to run the model on " + inputs + ": " + e.getMessage(),
                    "inputs that the model can take",
                    "compare their shapes with those of the model's inputs",
                    e);
        }
    }

    /** Copies the results of numeric types; a value that is given out twice is one result. */
    static Map<String, Tensor> outputs(Results results, List<String> names) {
        Map<String, Tensor> outputs = new java.util.LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!outputs.containsKey(names.get(i))) {
                String name = names.get(i);
                results.tensor(i).ifPresent(tensor -> outputs.put(name, tensor));
            }
        }
        return outputs;
    }
}
