package octet.onnx;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import octet.onnx.proto.ModelProto;
import octet.problem.BadModelException;

/**
 * An ONNX file as it lies on disk. Untrusted: parsing is bounded in depth, and says what a file is that is no model.
 *
 * @param state the file, as it was when it was read
 * @param model its contents; external data not read yet
 * @param bytes the size of the file and of the data beside it
 * @param sha256 of the file itself
 */
record ModelFile(FileState state, ModelProto model, long bytes, String sha256) {

    /** Deeper nesting than any exporter writes; each level takes stack. */
    private static final int MAX_DEPTH = 100;

    static ModelFile read(Path file) {
        byte[] bytes;
        FileState state;
        try {
            state = FileState.of(file);
            if (!Files.isRegularFile(file)) {
                throw new BadModelException(file + " is not a regular file", "an ONNX file", "check the path");
            }
            if (Files.size(file) > Integer.MAX_VALUE - 8) {
                throw new BadModelException(
                        file + " has " + Files.size(file) + " bytes",
                        "at most 2 GB, the limit of protobuf",
                        "save the model with external data");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadModelException(file + " cannot be read: " + e, "a readable file", "check the path", e);
        }
        refuseOtherKinds(file, bytes);
        ModelProto model = parse(file, bytes);
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new BadModelException(
                    file + " holds no graph of operations", "an ONNX model", "export it again; was the file cut off?");
        }
        long size = bytes.length + ExternalData.size(model, folderOf(file));
        return new ModelFile(state, model, size, sha256(bytes));
    }

    /** Where it was read from. */
    Path file() {
        return state.file();
    }

    /** The folder that external data must lie in. */
    Path folder() {
        return folderOf(file());
    }

    /** Its real path, as data is compared with it by path. */
    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.normalize();
        }
    }

    private static ModelProto parse(Path file, byte[] bytes) {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        in.setRecursionLimit(MAX_DEPTH);
        try {
            return ModelProto.parseFrom(in);
        } catch (IOException e) {
            String where = Truncation.where(bytes)
                    .orElseGet(() ->
                            "at byte " + in.getTotalBytesRead() + " of " + bytes.length + ", " + fault(e.getMessage()));
            throw new BadModelException(
                    file + " is not a whole ONNX model: " + where,
                    "a protobuf message as onnx-ml.proto defines it",
                    "fetch or export the file again",
                    e);
        }
    }

    /** Protobuf's own words, but for its advice to programmers. */
    private static String fault(String message) {
        return message.contains("nesting")
                ? "its parts are nested more than " + MAX_DEPTH + " deep"
                : message.replaceFirst("(?s)[.\\s]+$", "");
    }

    private static void refuseOtherKinds(Path file, byte[] bytes) {
        String kind = kind(bytes);
        if (kind != null) {
            throw new BadModelException(file + " " + kind, "an ONNX model", "fetch or export the file again");
        }
    }

    private static String kind(byte[] bytes) {
        if (bytes.length == 0) {
            return "is empty";
        }
        String start = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        String text = start.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("version https://git-lfs")) {
            return "is a Git LFS pointer, not the model itself (run: git lfs pull)";
        } else if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "is an HTML page, probably the answer of a server that did not find the model";
        } else if (text.startsWith("<?xml")) {
            return "is an XML file";
        } else if (start.startsWith("PK\3\4")) {
            return "is a zip archive; unpack it first";
        } else if (start.startsWith("\u001f\u008b")) {
            return "is a gzip archive; unpack it first";
        } else if (bytes.length > 262 && new String(bytes, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
            return "is a tar archive; unpack it first";
        }
        boolean isText = start.chars().allMatch(c -> c >= ' ' && c <= '~' || Character.isWhitespace(c));
        return isText
                ? "is a text file, which begins with '"
                        + start.strip().lines().findFirst().orElse("") + "'"
                : null;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
