package octet.kernel.maven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelProblem;
import org.apache.maven.model.building.StringModelSource;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;

/** What a POM asks for, its parents, properties and imported BOMs taken into account. */
record Pom(List<Dependency> dependencies, List<Dependency> managed, List<RemoteRepository> repositories) {

    @SuppressWarnings("deprecation") // the model builder of Maven 3 takes no other source
    static Pom read(String text, RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> known)
            throws IOException {
        PomResolver resolver = new PomResolver(system, session, known);
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        var request = new DefaultModelBuildingRequest()
                .setModelSource(new StringModelSource(whole(text), "the POM of the cell"))
                .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL)
                .setSystemProperties(properties)
                .setModelResolver(resolver);
        Model model;
        try {
            model = new DefaultModelBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveModel();
        } catch (ModelBuildingException e) {
            throw new IOException(
                    "the POM is not valid: "
                            + e.getProblems().stream()
                                    .map(ModelProblem::getMessage)
                                    .collect(Collectors.joining("; ")),
                    e);
        }
        List<RemoteRepository> repositories = new ArrayList<>(known);
        List<RemoteRepository> more = model.getRepositories().stream()
                .filter(r -> !r.getId().equals("central"))
                .map(ArtifactDescriptorUtils::toRemoteRepository)
                .toList();
        repositories.addAll(system.newResolutionRepositories(session, more));
        DependencyManagement management = model.getDependencyManagement();
        return new Pom(
                convert(model.getDependencies()),
                management == null ? List.of() : convert(management.getDependencies()),
                repositories);
    }

    /** IJava takes fragments: single dependencies, or some of a POM's children. */
    static String whole(String text) {
        if (text.contains("<project")) {
            return text.strip();
        }
        String inside = text.contains("<dependencies>") ? text : "<dependencies>" + text + "</dependencies>";
        return "<project><modelVersion>4.0.0</modelVersion><groupId>notebook</groupId><artifactId>notebook</artifactId>"
                + "<version>1</version>" + inside + "</project>";
    }

    private static List<Dependency> convert(List<org.apache.maven.model.Dependency> dependencies) {
        return dependencies.stream().map(Pom::convert).toList();
    }

    private static Dependency convert(org.apache.maven.model.Dependency d) {
        String extension =
                d.getType() == null || d.getType().matches("test-jar|bundle|maven-plugin|ejb") ? "jar" : d.getType();
        Artifact artifact =
                new DefaultArtifact(d.getGroupId(), d.getArtifactId(), d.getClassifier(), extension, d.getVersion());
        List<Exclusion> exclusions = d.getExclusions().stream()
                .map(e -> new Exclusion(e.getGroupId(), e.getArtifactId(), "*", "*"))
                .toList();
        return new Dependency(artifact, d.getScope() == null ? "compile" : d.getScope(), d.isOptional(), exclusions);
    }
}
