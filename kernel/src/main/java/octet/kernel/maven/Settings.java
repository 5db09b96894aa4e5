package octet.kernel.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.RepositorySystemSession.SessionBuilder;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;

/** Maven's settings of this user and of the installed Maven. Passwords that Maven has encrypted are not decrypted. */
final class Settings {
    private final org.apache.maven.settings.Settings settings;

    private Settings(org.apache.maven.settings.Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads them.
     *
     * @throws IOException if a file of settings is not valid; names the file and the line
     */
    static Settings read() throws IOException {
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        System.getenv().forEach((name, value) -> properties.put("env." + name, value));
        var request = new DefaultSettingsBuildingRequest()
                .setUserSettingsFile(home().resolve("settings.xml").toFile())
                .setSystemProperties(properties);
        global().ifPresent(file -> request.setGlobalSettingsFile(file.toFile()));
        try {
            return new Settings(new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings());
        } catch (SettingsBuildingException e) {
            throw new IOException("Maven's settings cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns where libraries are kept. */
    Path localRepository() {
        String chosen = System.getProperty("maven.repo.local", settings.getLocalRepository());
        return chosen == null ? home().resolve("repository") : Path.of(chosen);
    }

    boolean isOffline() {
        return settings.isOffline();
    }

    /** Sets what a session takes from the settings. */
    SessionBuilder apply(SessionBuilder session) {
        // "simple": what lies there is taken wherever it came from, so that no change of mirrors needs a connection.
        return session.withLocalRepositories(new LocalRepository(localRepository(), "simple"))
                .setOffline(isOffline())
                .setMirrorSelector(mirrors())
                .setProxySelector(proxies())
                .setAuthenticationSelector(passwords());
    }

    /** Returns the repositories of the active profiles, as id and address. */
    Stream<org.apache.maven.settings.Repository> repositories() {
        return settings.getProfiles().stream()
                .filter(profile -> settings.getActiveProfiles().contains(profile.getId())
                        || profile.getActivation() != null
                                && profile.getActivation().isActiveByDefault())
                .flatMap(profile -> profile.getRepositories().stream());
    }

    private MirrorSelector mirrors() {
        DefaultMirrorSelector selector = new DefaultMirrorSelector();
        settings.getMirrors()
                .forEach(mirror -> selector.add(
                        mirror.getId(),
                        mirror.getUrl(),
                        mirror.getLayout(),
                        false,
                        mirror.isBlocked(),
                        mirror.getMirrorOf(),
                        mirror.getMirrorOfLayouts()));
        return selector;
    }

    private ProxySelector proxies() {
        DefaultProxySelector selector = new DefaultProxySelector();
        settings.getProxies().stream()
                .filter(org.apache.maven.settings.Proxy::isActive)
                .forEach(proxy -> selector.add(
                        new Proxy(
                                proxy.getProtocol(),
                                proxy.getHost(),
                                proxy.getPort(),
                                new AuthenticationBuilder()
                                        .addUsername(proxy.getUsername())
                                        .addPassword(proxy.getPassword())
                                        .build()),
                        proxy.getNonProxyHosts()));
        return selector;
    }

    private AuthenticationSelector passwords() {
        DefaultAuthenticationSelector selector = new DefaultAuthenticationSelector();
        settings.getServers()
                .forEach(server -> selector.add(
                        server.getId(),
                        new AuthenticationBuilder()
                                .addUsername(server.getUsername())
                                .addPassword(server.getPassword())
                                .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
                                .build()));
        return selector;
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"), ".m2");
    }

    /** The installed Maven's settings: companies and containers put their mirror there. */
    private static Optional<Path> global() {
        Stream<Path> homes = Stream.of("MAVEN_HOME", "M2_HOME")
                .map(System::getenv)
                .filter(home -> home != null && !home.isBlank())
                .map(Path::of);
        String path = System.getenv("PATH");
        Stream<Path> programs = Stream.of(path == null ? new String[0] : path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isRegularFile)
                .flatMap(Settings::homeOf);
        return Stream.concat(homes, programs)
                .map(home -> home.resolve("conf").resolve("settings.xml"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Stream<Path> homeOf(Path program) {
        try {
            Path bin = program.toRealPath().getParent();
            return Stream.ofNullable(bin == null ? null : bin.getParent());
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
