package octet.kernel.maven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.artifact.DefaultArtifactType;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;

/**
 * Finds libraries with all that they need at run time, as a build with Maven would.
 *
 * <p>They come from the local repository ({@code ~/.m2/repository}) and, where it lacks one, from Maven Central and the
 * repositories of {@code settings.xml} and of the POM.
 */
public final class Libraries {
    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2/").build();

    private Libraries() {}

    /**
     * Finds libraries by coordinates.
     *
     * @param coordinates each {@code groupId:artifactId:version}, or with {@code :packaging} or
     *     {@code :packaging:classifier} before the version
     * @throws IOException if one is not valid, is nowhere, or cannot be reached; says which and what to do
     */
    public static Resolved byCoordinates(List<String> coordinates) throws IOException {
        List<Dependency> wanted = new ArrayList<>();
        for (String one : coordinates) {
            try {
                wanted.add(new Dependency(new DefaultArtifact(one), "runtime"));
            } catch (IllegalArgumentException e) {
                throw new IOException("'" + one + "' is no coordinates; expected groupId:artifactId:version,"
                        + " for example org.apache.commons:commons-csv:1.14.1");
            }
        }
        return inSession((system, session, repositories) -> resolve(system, session, wanted, List.of(), repositories));
    }

    /**
     * Finds the libraries that a POM names with scope {@code compile} or {@code runtime}.
     *
     * @param pom a whole POM, or only its {@code dependencies} and what else matters, or single {@code dependency}
     *     elements
     * @throws IOException if it is not valid, or a library is nowhere or cannot be reached
     */
    public static Resolved byPom(String pom) throws IOException {
        return inSession((system, session, repositories) -> {
            Pom read = Pom.read(pom, system, session, repositories);
            return resolve(system, session, read.dependencies(), read.managed(), read.repositories());
        });
    }

    @FunctionalInterface
    private interface Work {
        Resolved in(RepositorySystem system, CloseableSession session, List<RemoteRepository> repositories)
                throws RepositoryException, IOException;
    }

    /** Sessions that know OSGi bundles as the jars that they are. */
    private static final class Sessions extends SessionBuilderSupplier {
        Sessions(RepositorySystem system) {
            super(system);
        }

        @Override
        @SuppressWarnings("deprecation") // what replaces it belongs to Maven 4
        protected ArtifactTypeRegistry getArtifactTypeRegistry() {
            ArtifactType bundle = new DefaultArtifactType("bundle", "jar", "", "java");
            ArtifactTypeRegistry known = super.getArtifactTypeRegistry();
            return id -> id.equals(bundle.getId()) ? bundle : known.get(id);
        }
    }

    private static Resolved inSession(Work work) throws IOException {
        Settings settings = Settings.read();
        List<RemoteRepository> named = new ArrayList<>(List.of(CENTRAL));
        settings.repositories()
                .forEach(r -> named.add(new RemoteRepository.Builder(r.getId(), "default", r.getUrl()).build()));
        try (RepositorySystem system = new RepositorySystemSupplier().get();
                CloseableSession session = settings.apply(new Sessions(system).get())
                        .setSystemProperties(System.getProperties())
                        .setConfigProperty(ConflictResolver.CONFIG_PROP_VERBOSE, ConflictResolver.Verbosity.STANDARD)
                        .build()) {
            return work.in(system, session, system.newResolutionRepositories(session, named));
        } catch (RepositoryException e) {
            throw new IOException(Failure.inWords(e, settings), e);
        }
    }

    private static Resolved resolve(
            RepositorySystem system,
            CloseableSession session,
            List<Dependency> wanted,
            List<Dependency> managed,
            List<RemoteRepository> repositories)
            throws RepositoryException {
        DependencyNode root = system.collectDependencies(session, new CollectRequest(wanted, managed, repositories))
                .getRoot();
        Map<String, DependencyNode> taken = new LinkedHashMap<>();
        Map<String, String> conflicts = new LinkedHashMap<>();
        gather(root, taken, conflicts);
        List<ArtifactRequest> requests =
                taken.values().stream().map(ArtifactRequest::new).toList();
        List<Resolved.Library> libraries = new ArrayList<>();
        for (ArtifactResult result : system.resolveArtifacts(session, requests)) {
            Artifact artifact = result.getArtifact();
            if (artifact.getExtension().equals("jar")) {
                libraries.add(new Resolved.Library(
                        artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion(), artifact.getPath()));
            }
        }
        return new Resolved(libraries, List.copyOf(conflicts.values()));
    }

    private static void gather(
            DependencyNode parent, Map<String, DependencyNode> taken, Map<String, String> conflicts) {
        for (DependencyNode node : parent.getChildren()) {
            Dependency dependency = node.getDependency();
            Artifact artifact = node.getArtifact();
            if (node.getData().get(ConflictResolver.NODE_DATA_WINNER) instanceof DependencyNode winner) {
                if (!winner.getArtifact().getVersion().equals(artifact.getVersion())) {
                    String lost = artifact.getArtifactId() + " " + artifact.getVersion();
                    conflicts.put(
                            lost,
                            artifact.getArtifactId() + " in version "
                                    + winner.getArtifact().getVersion() + ", not " + artifact.getVersion()
                                    + (parent.getArtifact() == null
                                            ? ""
                                            : ", which " + parent.getArtifact().getArtifactId() + " asks for"));
                }
            } else if (isForRunning(dependency)) {
                taken.putIfAbsent(
                        artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getClassifier(), node);
                gather(node, taken, conflicts);
            }
        }
    }

    private static boolean isForRunning(Dependency dependency) {
        return !dependency.isOptional()
                && (dependency.getScope().isEmpty()
                        || dependency.getScope().equals("compile")
                        || dependency.getScope().equals("runtime"));
    }
}
