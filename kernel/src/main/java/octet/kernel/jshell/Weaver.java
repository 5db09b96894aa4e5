package octet.kernel.jshell;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts {@link Stop#check()} at the start of every method and before every jump backwards, so that an endless loop or
 * recursion in a cell can be stopped where it stands, which {@link ThreadStop} leaves to chance. Takes out what would end
 * the JVM.
 */
final class Weaver {
    private static final String STOP = Type.getInternalName(Stop.class);

    private Weaver() {}

    /** Returns the class with its checks, or as it was where a newer JDK's format is not known. */
    static byte[] weave(byte[] classFile) {
        ClassReader reader;
        try {
            reader = new ClassReader(classFile);
        } catch (IllegalArgumentException unknownVersion) {
            return classFile;
        }
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new Checks(
                                new Exits(super.visitMethod(access, name, descriptor, signature, exceptions)));
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** Brings calls that would end the JVM, and references to such methods, to {@link Stop}. */
    private static final class Exits extends MethodVisitor {
        private static final String SYSTEM = Type.getInternalName(System.class);
        private static final String RUNTIME = Type.getInternalName(Runtime.class);

        Exits(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        private static boolean ends(String owner, String name, String descriptor) {
            return descriptor.equals("(I)V")
                    && (owner.equals(SYSTEM) && name.equals("exit")
                            || owner.equals(RUNTIME) && (name.equals("exit") || name.equals("halt")));
        }

        private static String inStop(String owner) {
            return owner.equals(SYSTEM) ? "(I)V" : "(L" + RUNTIME + ";I)V";
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (ends(owner, name, descriptor)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, name, inStop(owner), false);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] changed = Arrays.stream(arguments)
                    .map(argument -> argument instanceof Handle handle
                                    && ends(handle.getOwner(), handle.getName(), handle.getDesc())
                            ? new Handle(
                                    Opcodes.H_INVOKESTATIC, STOP, handle.getName(), inStop(handle.getOwner()), false)
                            : argument)
                    .toArray();
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, changed);
        }
    }

    /** A jump to a label that was visited before is one backwards. The check leaves stack and locals as they are. */
    private static final class Checks extends MethodVisitor {
        private final Set<Label> visited = new HashSet<>();

        Checks(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            check();
        }

        @Override
        public void visitLabel(Label label) {
            visited.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label target) {
            if (visited.contains(target)) {
                check();
            }
            super.visitJumpInsn(opcode, target);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... targets) {
            checkBefore(otherwise, targets);
            super.visitTableSwitchInsn(min, max, otherwise, targets);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
            checkBefore(otherwise, targets);
            super.visitLookupSwitchInsn(otherwise, keys, targets);
        }

        private void checkBefore(Label otherwise, Label... targets) {
            if (visited.contains(otherwise) || Arrays.stream(targets).anyMatch(visited::contains)) {
                check();
            }
        }

        private void check() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, "check", "()V", false);
        }
    }
}
