import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import octet.format.Formats;
import octet.plan.Plan;

/**
 * Writes a model as Octet simplifies it on reading, still in float, so that NNCF can be asked about the same graph.
 *
 * <pre>java -cp kernel/target/octet.jar dsl/bench/nncf-tables/Simplify.java in.onnx out.onnx</pre>
 */
public class Simplify {

    public static void main(String[] arguments) {
        var nothing = new Plan("float", List.of(), List.of(), List.of(), false, List.of(), false);
        Formats.read(Path.of(arguments[0])).rewrite(nothing).save(Path.of(arguments[1]), Map.of());
    }
}
