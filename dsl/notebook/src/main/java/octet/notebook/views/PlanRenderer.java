package octet.notebook.views;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import octet.notebook.Renderer;
import octet.notebook.Rich;
import octet.plan.Plan;

/** Shows a plan: how much is quantized, and which types of operations. */
public final class PlanRenderer implements Renderer<Plan> {
    /** For {@link java.util.ServiceLoader}. */
    public PlanRenderer() {}

    @Override
    public Class<Plan> type() {
        return Plan.class;
    }

    @Override
    public Rich render(Plan plan) {
        Card card = new Card("Plan for " + plan.target())
                .fact(
                        "operations in int8",
                        plan.quantizedOperations() + " of " + plan.decisions().size())
                .fact("activation quantizers", String.valueOf(plan.activations().size()))
                .fact("constants as bytes", String.valueOf(plan.weights().size()))
                .fact("biases", plan.corrected() ? "corrected" : "as they were")
                .fact("attention", plan.transformer() ? "yes" : "no");
        plan.remarks().forEach(card::remark);
        card.add(new RowTable<>("Types of operations", types(plan))
                .text("type", Type::name)
                .numbers("int8", Type::quantized)
                .numbers("float", Type::inFloat)
                .html());
        return Rich.html(card.html(), Words.of(plan));
    }

    private record Type(String name, long quantized, long inFloat) {
        Type plus(Type other) {
            return new Type(name, quantized + other.quantized, inFloat + other.inFloat);
        }
    }

    /** Returns the types, those with the most operations in int8 first. */
    private static List<Type> types(Plan plan) {
        var byName = new TreeMap<String, Type>();
        for (var decision : plan.decisions()) {
            int one = decision.quantized() ? 1 : 0;
            byName.merge(decision.type(), new Type(decision.type(), one, 1 - one), Type::plus);
        }
        List<Type> types = new ArrayList<>(byName.values());
        types.sort(Comparator.comparingLong(Type::quantized)
                .thenComparing(Type::inFloat)
                .reversed());
        return types;
    }
}
