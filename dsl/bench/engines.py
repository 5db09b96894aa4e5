"""The runtimes behind one interface: `opened(file)` gives what runs samples; `.xml` is OpenVINO's, all else is ONNX Runtime's."""


class OnnxRuntime:
    def __init__(self, file, threads):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        if threads:
            options.intra_op_num_threads = options.inter_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        self.names = [output.name for output in self.session.get_outputs()]

    def run(self, sample):
        """The outputs, in the order of `names`."""
        return self.session.run(None, sample)


class OpenVino:
    """Computes in f32 what is float: by itself OpenVINO takes bf16 where the CPU has it."""

    def __init__(self, file, threads):
        import openvino

        settings = {"INFERENCE_PRECISION_HINT": "f32"} | ({"INFERENCE_NUM_THREADS": threads} if threads else {})
        model = openvino.Core().compile_model(file, "CPU", settings)
        self.request = model.create_infer_request()
        self.names = [output.any_name for output in model.outputs]
        self.outputs = range(len(self.names))

    def run(self, sample):
        """The outputs, in the order of `names`; copies, since OpenVINO writes the next run's into the same memory."""
        self.request.infer(sample, share_inputs=True)
        return [self.request.get_output_tensor(i).data.copy() for i in self.outputs]


def opened(file, threads=0):
    """A model that is ready to run, on so many threads; 0 leaves the number to the runtime."""
    return (OpenVino if str(file).endswith(".xml") else OnnxRuntime)(file, threads)


def size(file):
    """The bytes of a model: of OpenVINO's two files together."""
    return file.stat().st_size + (file.with_suffix(".bin").stat().st_size if file.suffix == ".xml" else 0)
