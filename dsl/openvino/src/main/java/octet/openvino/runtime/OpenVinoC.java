package octet.openvino.runtime;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/** The functions of {@code libopenvino_c} that are used, as {@code openvino/c/openvino.h} declares them. */
interface OpenVinoC extends Library {

    /** A number of axes and their lengths. */
    @Structure.FieldOrder({"rank", "dims"})
    class Shape extends Structure {
        public long rank;
        public Pointer dims;

        /** Passed as it is, not by its address. */
        public static final class ByValue extends Shape implements Structure.ByValue {}
    }

    /** What the library says of itself. */
    @Structure.FieldOrder({"buildNumber", "description"})
    final class Version extends Structure {
        public Pointer buildNumber;
        public Pointer description;
    }

    int ov_get_openvino_version(Version version);

    void ov_version_free(Version version);

    String ov_get_error_info(int status);

    String ov_get_last_err_msg();

    int ov_core_create(PointerByReference core);

    int ov_core_read_model(Pointer core, String path, String weightsPath, PointerByReference model);

    int ov_core_read_model_from_memory_buffer(
            Pointer core, Pointer text, long length, Pointer weights, PointerByReference model);

    int ov_core_compile_model(
            Pointer core,
            Pointer model,
            String device,
            long propertyArguments,
            PointerByReference compiled,
            Object... properties);

    void ov_model_free(Pointer model);

    int ov_model_const_input_by_index(Pointer model, long index, PointerByReference port);

    int ov_port_get_element_type(Pointer port, IntByReference type);

    void ov_output_const_port_free(Pointer port);

    int ov_compiled_model_create_infer_request(Pointer compiled, PointerByReference request);

    void ov_compiled_model_free(Pointer compiled);

    int ov_infer_request_set_input_tensor_by_index(Pointer request, long index, Pointer tensor);

    int ov_infer_request_infer(Pointer request);

    int ov_infer_request_get_output_tensor_by_index(Pointer request, long index, PointerByReference tensor);

    void ov_infer_request_free(Pointer request);

    int ov_shape_create(long rank, long[] dims, Shape shape);

    int ov_shape_free(Shape shape);

    int ov_tensor_create_from_host_ptr(int type, Shape.ByValue shape, Pointer data, PointerByReference tensor);

    int ov_tensor_get_shape(Pointer tensor, Shape shape);

    int ov_tensor_get_element_type(Pointer tensor, IntByReference type);

    int ov_tensor_get_byte_size(Pointer tensor, LongByReference bytes);

    int ov_tensor_data(Pointer tensor, PointerByReference data);

    void ov_tensor_free(Pointer tensor);
}
