package octet.kernel.jshell;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Gives loaded classes other code and lets them be the same classes, so that their objects and static fields live on.
 * The JVM does so where fields, methods and supertypes stay as they are.
 */
final class HotSwap {
    private static final int CLASS_STATUS = 48;
    private static final int REDEFINE_CLASSES = 86;
    private static final int CAN_REDEFINE_CLASSES = 9;
    private static final int INITIALIZED = 4;

    /** Where the JVM does not let us, nothing. */
    private static final class Means {
        private static final Optional<ToolInterface> TOOLS =
                ToolInterface.get().filter(tools -> tools.mayDo(CAN_REDEFINE_CLASSES));
    }

    private HotSwap() {}

    /**
     * Replaces the code of classes, of all or of none.
     *
     * @param codes the class files, in the order of the classes
     * @return whether it was done
     */
    static boolean swap(List<Class<?>> classes, List<byte[]> codes) {
        if (Means.TOOLS.isEmpty()) {
            return false;
        }
        ToolInterface tools = Means.TOOLS.get();
        List<Pointer> references = classes.stream().map(tools::reference).toList();
        List<Memory> files = codes.stream().map(HotSwap::inMemory).toList();
        try {
            // As jvmti.h has it: a reference, a number of bytes, their address.
            Memory definitions = new Memory(3L * Native.POINTER_SIZE * classes.size());
            for (int i = 0; i < classes.size(); i++) {
                long at = 3L * Native.POINTER_SIZE * i;
                definitions.setPointer(at, references.get(i));
                definitions.setInt(at + Native.POINTER_SIZE, codes.get(i).length);
                definitions.setPointer(at + 2L * Native.POINTER_SIZE, files.get(i));
            }
            return tools.call(REDEFINE_CLASSES, classes.size(), definitions) == 0;
        } finally {
            references.forEach(tools::release);
            files.forEach(Memory::close);
        }
    }

    private static Memory inMemory(byte[] bytes) {
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    /** Returns whether the static fields of a class have their values; where nobody can tell, false. */
    static boolean isInitialized(Class<?> type) {
        IntByReference status = new IntByReference();
        return Means.TOOLS.isPresent()
                && Means.TOOLS.get().call(CLASS_STATUS, type, status) == 0
                && (status.getValue() & INITIALIZED) != 0;
    }

    /** Returns whether two versions of a class have the same fields, and set the static ones to the same. */
    static boolean startsAlike(byte[] before, byte[] after) {
        return Arrays.equals(start(before), start(after));
    }

    /** Returns a class file that has only the fields and the static initializer. */
    private static byte[] start(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "Start", null, "java/lang/Object", null);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public FieldVisitor visitField(
                                    int access, String name, String descriptor, String signature, Object value) {
                                return writer.visitField(access, name, descriptor, null, value);
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return name.equals("<clinit>")
                                        ? writer.visitMethod(access, name, descriptor, null, null)
                                        : null;
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
