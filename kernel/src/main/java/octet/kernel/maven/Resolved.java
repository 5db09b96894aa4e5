package octet.kernel.maven;

import java.nio.file.Path;
import java.util.List;

/**
 * The libraries that a request comes to, each in one version.
 *
 * @param libraries those asked for first, then those that they need
 * @param conflicts a sentence for each version that was wanted and is not taken
 */
public record Resolved(List<Library> libraries, List<String> conflicts) {
    /** Copies the lists. */
    public Resolved {
        libraries = List.copyOf(libraries);
        conflicts = List.copyOf(conflicts);
    }

    /**
     * One library.
     *
     * @param group its {@code groupId}
     * @param name its {@code artifactId}
     * @param version for example {@code 1.4.2}
     * @param file its jar in the local repository
     */
    public record Library(String group, String name, String version, Path file) {
        /** Returns {@code name version}. */
        @Override
        public String toString() {
            return name + " " + version;
        }
    }
}
