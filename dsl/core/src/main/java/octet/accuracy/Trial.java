package octet.accuracy;

import java.util.List;

/**
 * A model that was tried.
 *
 * @param made the model
 * @param reverted the groups that are not plain int8 in it
 * @param step what was measured
 */
record Trial(Workshop.Made made, List<Group> reverted, Step step) {

    /** Copies the list. */
    Trial {
        reverted = List.copyOf(reverted);
    }

    boolean within() {
        return step.within();
    }

    Workshop.Size size() {
        return new Workshop.Size(step.bytes(), made.plan().activations().size());
    }
}
