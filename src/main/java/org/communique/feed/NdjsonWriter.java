package org.communique.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.communique.release.ReleaseShape;
import org.communique.release.ReleaseView;
import org.communique.web.Json;

/** The items of the JSON list, each on a line of its own that ends with a line feed. */
@ApplicationScoped
class NdjsonWriter implements DownloadWriter {
    @Override
    public Format format() {
        return Format.NDJSON;
    }

    @Override
    public void write(OutputStream out, ReleaseShape shape, Consumer<Consumer<ReleaseView>> releases) {
        releases.accept(release -> {
            try {
                out.write(Json.bytes(shape.of(release)));
                out.write('\n');
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }
}
