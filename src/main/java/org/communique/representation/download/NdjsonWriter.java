package org.communique.representation.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.communique.http.json.Json;
import org.communique.release.document.Projection;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.Format;

/** The items of the JSON list, each on a line of its own that ends with a line feed. */
@ApplicationScoped
class NdjsonWriter implements DownloadWriter {
    @Override
    public Format format() {
        return Format.NDJSON;
    }

    @Override
    public void write(OutputStream out, Projection projection, Consumer<Consumer<ReleaseView>> releases) {
        releases.accept(release -> {
            try {
                out.write(Json.bytes(projection.of(release)));
                out.write('\n');
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }
}
