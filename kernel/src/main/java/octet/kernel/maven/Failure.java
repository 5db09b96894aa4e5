package octet.kernel.maven;

import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** Words the resolver's failures: what is missing, where it was looked for, and what to do. */
final class Failure {
    private Failure() {}

    static String inWords(RepositoryException failure, Settings settings) {
        ArtifactTransferException transfer = find(failure, ArtifactTransferException.class);
        if (transfer == null) {
            return failure.getMessage();
        }
        String wanted = String.valueOf(transfer.getArtifact());
        String local = settings.localRepository().toString();
        if (settings.isOffline() || find(failure, RepositoryOfflineException.class) != null) {
            return wanted + " is not in " + local + ", and Maven's settings.xml says to stay offline:"
                    + " get it once with a connection, or set <offline>false</offline>";
        }
        String repository = transfer.getRepository() == null
                ? "the repositories"
                : "'" + transfer.getRepository().getId() + "'";
        if (transfer instanceof ArtifactNotFoundException) {
            return wanted + " is neither in " + local + " nor in " + repository
                    + ": check group, name and version, for example on https://central.sonatype.com";
        }
        Throwable cause = transfer;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return wanted + " is not in " + local + ", and " + repository + " cannot be reached ("
                + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                + "): check the connection, or mirrors and proxies in settings.xml; what is in the local repository"
                + " needs none";
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
