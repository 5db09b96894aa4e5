package octet.openvino.runtime;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import octet.problem.OctetException;

/**
 * The OpenVINO of this machine. Its library is looked for at the first use; see {@link #get}. The device is
 * {@code CPU} unless the property {@value #DEVICE} names another.
 */
public final class OpenVino {

    /** The property that names the device. */
    public static final String DEVICE = "octet.openvino.device";

    private static final int OLDEST_YEAR = 2025;
    private static final Pattern YEAR = Pattern.compile("^\\D*(20\\d\\d)\\.");

    private final OpenVinoC c;
    private final Pointer core;
    private final Path library;
    private final String version;
    private final ElementTypes types;

    private static OpenVino instance;

    private OpenVino(OpenVinoC c, Path library) {
        this.c = c;
        this.library = library;
        this.version = versionOf(c);
        refuseOld(version, library);
        var reference = new PointerByReference();
        check(c.ov_core_create(reference));
        this.core = reference.getValue();
        this.types = ElementTypes.ask(this);
    }

    /**
     * The library, loaded once.
     *
     * @throws OctetException when there is none, it cannot be loaded, or it is older than 2025
     */
    public static synchronized OpenVino get() {
        if (instance == null) {
            instance = load(LibrarySearch.ofThisProcess());
        }
        return instance;
    }

    static OpenVino load(LibrarySearch search) {
        Path library = search.find()
                .orElseThrow(() -> new OctetException(
                        "There is no OpenVINO on this machine; looked for libopenvino_c in "
                                + (search.searched().isEmpty() ? "no folder" : search.searched()),
                        "OpenVINO " + OLDEST_YEAR + " or later",
                        "install it with 'pip install openvino', with apt, or from Intel's archive, and if it is"
                                + " somewhere else say where with -D" + LibrarySearch.PROPERTY + "=FOLDER"));
        try {
            var c = Native.load(
                    library.toAbsolutePath().toString(),
                    OpenVinoC.class,
                    Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
            return new OpenVino(c, library);
        } catch (UnsatisfiedLinkError e) {
            throw new OctetException(
                    "The library " + library + " cannot be used: " + e.getMessage(),
                    "libopenvino_c of OpenVINO " + OLDEST_YEAR + " or later, for this machine",
                    "install it again with 'pip install openvino', or name another with -D" + LibrarySearch.PROPERTY
                            + "=FOLDER",
                    e);
        }
    }

    private static String versionOf(OpenVinoC c) {
        var version = new OpenVinoC.Version();
        if (c.ov_get_openvino_version(version) != 0) {
            return "of unknown version";
        }
        String build = version.buildNumber.getString(0);
        c.ov_version_free(version);
        return build;
    }

    static void refuseOld(String version, Path library) {
        Matcher year = YEAR.matcher(version);
        if (year.find() && Integer.parseInt(year.group(1)) < OLDEST_YEAR) {
            throw new OctetException(
                    "The OpenVINO in " + library + " is " + version,
                    "OpenVINO " + OLDEST_YEAR + " or later",
                    "update it, as with 'pip install --upgrade openvino'");
        }
    }

    /** The version without the build, such as {@code 2026.4.1}. */
    public String version() {
        return version.replaceAll("[^\\d.].*", "");
    }

    /** Where the library is. */
    public Path library() {
        return library;
    }

    /** The device that models are compiled for. */
    public static String device() {
        return System.getProperty(DEVICE, "CPU");
    }

    OpenVinoC c() {
        return c;
    }

    ElementTypes types() {
        return types;
    }

    /** @throws OpenVinoException when the status says that a call failed */
    void check(int status) {
        if (status != 0) {
            throw new OpenVinoException(
                    OpenVinoException.inWords(c.ov_get_error_info(status), c.ov_get_last_err_msg()));
        }
    }

    /**
     * Reads a model from memory.
     *
     * @param xml the text of the IR
     * @param weights its weights, which must stay as long as the model; {@code null} for none
     * @return the model, to be freed
     */
    Pointer read(byte[] xml, NativeBytes weights) {
        var model = new PointerByReference();
        try (var text = NativeBytes.of(xml)) {
            if (weights == null || weights.size() == 0) {
                check(c.ov_core_read_model_from_memory_buffer(core, text.pointer(), xml.length, null, model));
                return model.getValue();
            }
            Pointer tensor = tensor(types.number(octet.graph.DataType.UINT8), weights.pointer(), weights.size());
            try {
                check(c.ov_core_read_model_from_memory_buffer(core, text.pointer(), xml.length, tensor, model));
            } finally {
                c.ov_tensor_free(tensor);
            }
            return model.getValue();
        }
    }

    Pointer compile(Pointer model, Map<String, String> properties) {
        Object[] arguments = properties.entrySet().stream()
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray();
        var compiled = new PointerByReference();
        check(c.ov_core_compile_model(core, model, device(), arguments.length, compiled, arguments));
        return compiled.getValue();
    }

    /** A tensor over memory that is not copied; to be freed. */
    Pointer tensor(int type, Pointer data, long... dims) {
        var shape = new OpenVinoC.Shape.ByValue();
        check(c.ov_shape_create(dims.length, dims.length == 0 ? new long[1] : dims, shape));
        try {
            shape.read();
            var tensor = new PointerByReference();
            check(c.ov_tensor_create_from_host_ptr(type, shape, data, tensor));
            return tensor.getValue();
        } finally {
            c.ov_shape_free(shape);
        }
    }
}
