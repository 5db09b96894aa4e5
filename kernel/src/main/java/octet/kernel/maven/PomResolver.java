package octet.kernel.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelSource;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Finds the parents and imported BOMs of a POM. */
@SuppressWarnings("deprecation") // the model builder of Maven 3 takes no other source
final class PomResolver implements ModelResolver {
    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    PomResolver(RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = new ArrayList<>(repositories);
    }

    @Override
    public ModelSource resolveModel(String group, String name, String version) throws UnresolvableModelException {
        var request = new ArtifactRequest(new DefaultArtifact(group, name, "pom", version), repositories, null);
        try {
            return new FileModelSource(system.resolveArtifact(session, request)
                    .getArtifact()
                    .getPath()
                    .toFile());
        } catch (ArtifactResolutionException e) {
            throw new UnresolvableModelException(e.getMessage(), group, name, version, e);
        }
    }

    @Override
    public ModelSource resolveModel(Parent parent) throws UnresolvableModelException {
        return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    public ModelSource resolveModel(Dependency bom) throws UnresolvableModelException {
        return resolveModel(bom.getGroupId(), bom.getArtifactId(), bom.getVersion());
    }

    @Override
    public void addRepository(Repository repository) {
        addRepository(repository, false);
    }

    @Override
    public void addRepository(Repository repository, boolean replace) {
        if (repositories.stream().noneMatch(known -> known.getId().equals(repository.getId()))
                && !repository.getId().equals("central")) {
            repositories.addAll(system.newResolutionRepositories(
                    session, List.of(ArtifactDescriptorUtils.toRemoteRepository(repository))));
        }
    }

    @Override
    public ModelResolver newCopy() {
        return new PomResolver(system, session, repositories);
    }
}
