package octet.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Optional;
import octet.onnx.proto.ModelProto;

/** Finds where a model file was cut off: which of its parts announces more bytes than there are. */
final class Truncation {

    private Truncation() {}

    /** In words; empty when no part of the model runs past the end, so that the fault lies deeper. */
    static Optional<String> where(byte[] bytes) {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        try {
            while (true) {
                int tag = in.readTag();
                if (tag == 0) {
                    return Optional.empty();
                }
                if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                    if (!in.skipField(tag)) {
                        return Optional.empty();
                    }
                    continue;
                }
                long length = in.readUInt32() & 0xFFFFFFFFL;
                int start = in.getTotalBytesRead();
                if (length > bytes.length - start) {
                    return Optional.of("it ends at byte " + bytes.length + ", inside its "
                            + part(WireFormat.getTagFieldNumber(tag)) + ", which begins at byte " + start
                            + " and should have " + length + " bytes");
                }
                in.skipRawBytes((int) length);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String part(int field) {
        var known = ModelProto.getDescriptor().findFieldByNumber(field);
        return known == null ? "field " + field : "part '" + known.getName() + "'";
    }
}
