package octet.openvino;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import octet.format.Rewritten;
import octet.format.Session;
import octet.openvino.PlanWriter.Written;
import octet.openvino.ir.IrFile;
import octet.plan.Plan;
import octet.problem.SaveException;

/** A quantized OpenVINO model, not yet on disk. */
final class OpenVinoRewritten implements Rewritten {

    private final IrGraph model;
    private final Plan plan;
    /** Known once it has been written. */
    private volatile long bytes;

    OpenVinoRewritten(IrGraph model, Plan plan) {
        this.model = model;
        this.plan = plan;
    }

    /** Written again each time it is needed: of what a plan holds nothing is copied. */
    private Written write() {
        return PlanWriter.write(model, plan);
    }

    @Override
    public Session openWith(Collection<String> values) {
        Written written = write();
        if (values.isEmpty()) {
            IrFile whole = written.editor().build();
            bytes = whole.bytes();
            return OpenVinoModel.session(whole, model, model.outputs());
        }
        return OpenVinoModel.returning(written.editor(), model, written.values(), values);
    }

    @Override
    public long bytes() {
        if (bytes == 0) {
            bytes = write().editor().build().bytes();
        }
        return bytes;
    }

    @Override
    public void save(Path file, Map<String, String> metadata) {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(OpenVinoFormat.ENDING)) {
            throw new SaveException(
                    "An OpenVINO model cannot be saved as " + file,
                    "a name that ends in " + OpenVinoFormat.ENDING + ", beside which its weights go",
                    "save it as " + file.getFileName() + OpenVinoFormat.ENDING);
        }
        Written written = write();
        written.editor().information(Information.of(plan, metadata));
        IrFile whole = written.editor().build();
        whole.save(file);
    }
}
