package org.communique.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.communique.release.ReleaseShape;
import org.communique.release.ReleaseView;

/** Writes the list as a file of rows, one release a row, in constant memory. */
interface DownloadWriter {
    Format format();

    /** @param releases hands over each release in turn */
    void write(OutputStream out, ReleaseShape shape, Consumer<Consumer<ReleaseView>> releases) throws IOException;
}
