package octet.openvino.runtime;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.ptr.PointerByReference;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program that reads a model and writes it as IR, for {@link OpenVinoConverter} alone.
 *
 * <p>OpenVINO's C interface writes no models, so this calls the C++ function {@code ov::save_model(const
 * std::shared_ptr<const ov::Model>&, const std::wstring&, bool compress_to_fp16)} by its name in the library, as GCC on
 * Linux forms it. The {@code ov_model_t} of the C interface holds nothing but such a pointer; a {@code std::wstring} of
 * libstdc++ is the address of its characters, their number, and their room; releases of 2025 in Python's packages have the
 * older one, the address of characters in front of which stand their number, their room and the number of owners.
 */
final class Serializer {

    /** Exit codes: the IR is there; OpenVINO refused the model; this machine cannot. */
    static final int DONE = 0;

    static final int REFUSED = 70;
    static final int UNABLE = 71;

    private static final String SAVE = "_ZN2ov10save_modelERKSt10shared_ptrIKNS_5ModelEE";
    private static final String SAVE_TO_STRING = SAVE + "RKNSt7__cxx1112basic_stringIwSt11char_traitsIwESaIwEEEb";
    private static final String SAVE_TO_SHARED_STRING = SAVE + "RKSbIwSt11char_traitsIwESaIwEEb";

    private static final int STRING_BYTES = 32;
    private static final int SHARED_HEADER_BYTES = 24;
    private static final int MANY_OWNERS = 1 << 20;

    /** Memory that the library reads by address only, of which the collector knows nothing. */
    private static final List<Memory> KEPT = new ArrayList<>();

    private Serializer() {}

    /** Takes the paths of the C library, of the model and of the text of the IR. */
    public static void main(String[] arguments) {
        var words = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments[0], arguments[1], arguments[2], words));
    }

    static int run(String library, String model, String xml, PrintStream words) {
        boolean isKnown = Platform.isLinux() && Platform.is64Bit() && (Platform.isIntel() || Platform.isARM());
        if (!isKnown) {
            words.println("how OpenVINO's library writes models is known for Linux on x86-64 and arm64 only");
            return UNABLE;
        }
        Function save = function(library, SAVE_TO_STRING);
        Function saveShared = function(library, SAVE_TO_SHARED_STRING);
        if (save == null && saveShared == null) {
            words.println("its library " + library + " has no function to write models that Octet knows");
            return UNABLE;
        }
        var c = Native.load(library, OpenVinoC.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        var core = new PointerByReference();
        var read = new PointerByReference();
        int status = c.ov_core_create(core);
        if (status == 0) {
            status = c.ov_core_read_model(core.getValue(), model, null, read);
        }
        if (status != 0) {
            words.println(OpenVinoException.inWords(c.ov_get_error_info(status), c.ov_get_last_err_msg()));
            return REFUSED;
        }
        int[] path = xml.codePoints().toArray();
        if (save != null) {
            save.invokeVoid(new Object[] {read.getValue(), string(path), 0});
        } else {
            saveShared.invokeVoid(new Object[] {read.getValue(), sharedString(path), 0});
        }
        return DONE;
    }

    private static Function function(String library, String name) {
        try {
            // The library of C++ is one that the library of C needs, and is searched with it.
            return NativeLibrary.getInstance(library).getFunction(name);
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
    }

    private static Memory string(int[] characters) {
        var text = new Memory((characters.length + 1L) * Integer.BYTES);
        text.clear();
        text.write(0, characters, 0, characters.length);
        var string = new Memory(STRING_BYTES);
        string.setPointer(0, text);
        string.setLong(Long.BYTES, characters.length);
        string.setLong(2L * Long.BYTES, characters.length);
        KEPT.add(text);
        return string;
    }

    private static Memory sharedString(int[] characters) {
        var text = new Memory(SHARED_HEADER_BYTES + (characters.length + 1L) * Integer.BYTES);
        text.clear();
        text.setLong(0, characters.length);
        text.setLong(Long.BYTES, characters.length);
        // No copy that goes away is the last, so the library never frees memory that is not its own.
        text.setInt(2L * Long.BYTES, MANY_OWNERS);
        text.write(SHARED_HEADER_BYTES, characters, 0, characters.length);
        var string = new Memory(Native.POINTER_SIZE);
        string.setPointer(0, text.share(SHARED_HEADER_BYTES));
        KEPT.add(text);
        return string;
    }
}
