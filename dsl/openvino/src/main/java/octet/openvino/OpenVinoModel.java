package octet.openvino;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import octet.calibration.Tap;
import octet.format.FormatModel;
import octet.format.ModelInfo;
import octet.format.Rewritten;
import octet.format.Session;
import octet.format.TapLayout;
import octet.format.TapSession;
import octet.format.TunableSession;
import octet.graph.Graph;
import octet.graph.Shape;
import octet.graph.ValueInfo;
import octet.openvino.ir.IrEditor;
import octet.openvino.ir.IrFile;
import octet.openvino.ir.Source;
import octet.placement.Target;
import octet.plan.Plan;

/** An OpenVINO model. */
final class OpenVinoModel implements FormatModel {

    private final ModelInfo info;
    private final IrGraph model;

    OpenVinoModel(ModelInfo info, IrGraph model) {
        this.info = info;
        this.model = model;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public Graph graph() {
        return model.graph();
    }

    @Override
    public Target target() {
        return Target.openVino();
    }

    @Override
    public Session openWith(Collection<String> values) {
        return returning(new IrEditor(model.ir()), model, model.values(), values);
    }

    /** The model with the values of these names returned besides its outputs. */
    static Session returning(IrEditor editor, IrGraph model, Map<String, Source> values, Collection<String> wanted) {
        List<String> names = new ArrayList<>(model.outputs());
        for (String name : wanted) {
            editor.result("octet_inner/result", values.get(name));
            names.add(name);
        }
        return session(editor.build(), model, names);
    }

    /** @param names of all that it returns */
    static Session session(IrFile file, IrGraph model, List<String> names) {
        return new OpenVinoSession(
                Sessions.compile(file), model.graph().inputs(), model.graph().outputs(), names);
    }

    @Override
    public TapSession open(List<Tap> taps) {
        Function<Map<String, Shape>, TapSession> opener = shapes -> {
            var editor = new IrEditor(model.ir());
            shapes.forEach((name, shape) -> editor.fix(model.values().get(name), shape));
            return tapped(editor, model.values(), model.inputs(), taps);
        };
        return isOfOneSize() ? new ShapedTapSession(opener) : opener.apply(Map.of());
    }

    /** Whether samples differ in their number at most: texts and lines differ in length, and compiling twice is dear. */
    private boolean isOfOneSize() {
        return graph().inputs().stream()
                .map(ValueInfo::shape)
                .allMatch(
                        shape -> shape != null && shape.dims().stream().skip(1).allMatch(dim -> dim >= 0));
    }

    private TapSession tapped(IrEditor editor, Map<String, Source> values, List<String> inputs, List<Tap> taps) {
        TapLayout layout = TapWriter.write(editor, values, taps);
        return new OpenVinoTapSession(Sessions.compile(editor.build()), inputs, model.outputs(), layout);
    }

    @Override
    public boolean isTunable() {
        return true;
    }

    @Override
    public TunableSession openTunable(Plan plan, List<Tap> taps) {
        var written = PlanWriter.tunable(model, plan);
        return new OpenVinoTunableSession(
                tapped(written.editor(), written.values(), written.inputs(), taps), written.biases());
    }

    @Override
    public boolean takesFloat8() {
        return true;
    }

    @Override
    public Rewritten rewrite(Plan plan) {
        return new OpenVinoRewritten(model, plan);
    }
}
