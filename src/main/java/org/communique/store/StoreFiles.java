package org.communique.store;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.communique.value.PrivateFiles;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.logging.Logger;

/**
 * Sees to it, before the store is opened, that nobody else on the machine can read what is in the data directory: drafts and
 * embargoed releases are in it. A directory that the operator has made keeps its rights, and files in it that are not the
 * service's keep theirs.
 */
@ApplicationScoped
class StoreFiles implements FlywayConfigurationCustomizer {
    private static final Logger LOG = Logger.getLogger(StoreFiles.class);
    /** What the embedded store writes, which it would make readable for everybody. */
    private static final List<String> STORE = List.of("communique.mv.db", "communique.trace.db");

    private static final Pattern OWN = Pattern.compile(
            "communique\\.(mv|trace|lock)\\.db.*|node|push-secret\\.key.*|sample-begun|export-.*|search|imports|spools?");

    @ConfigProperty(name = "communique.data-directory")
    Path directory;

    @ConfigProperty(name = "quarkus.datasource.db-kind")
    String database;

    @Override
    public void customize(FluentConfiguration flyway) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            // The store cannot be opened then, which is said once.
            return;
        }
        try {
            PrivateFiles.directory(directory);
            if (database.equals("h2")) {
                for (String file : STORE) {
                    PrivateFiles.file(directory.resolve(file));
                }
            }
            try (Stream<Path> all = Files.list(directory)) {
                for (Path path : all.filter(StoreFiles::isOwn).toList()) {
                    if (PrivateFiles.tighten(path)) {
                        LOG.warnf(
                                "Other users of this machine could open %s; its permissions were changed to the service's user only",
                                path);
                    }
                }
            }
        } catch (IOException failed) {
            LOG.warnf("The permissions of the files in %s cannot be checked: %s", directory, failed);
        }
    }

    private static boolean isOwn(Path path) {
        return OWN.matcher(path.getFileName().toString()).matches();
    }
}
