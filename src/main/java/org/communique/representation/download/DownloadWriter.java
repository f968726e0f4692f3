package org.communique.representation.download;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.communique.release.document.Projection;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.Format;

/** Writes the list as a file of rows, one release a row, in constant memory. */
public interface DownloadWriter {
    Format format();

    /** @param releases hands over each release in turn */
    void write(OutputStream out, Projection projection, Consumer<Consumer<ReleaseView>> releases) throws IOException;
}
