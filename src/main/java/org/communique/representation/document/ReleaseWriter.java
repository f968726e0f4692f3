package org.communique.representation.document;

import org.communique.release.document.ReleaseView;
import org.communique.representation.format.Format;

/** Writes one press release in one format. */
interface ReleaseWriter {
    Format format();

    byte[] write(ReleaseView release);
}
