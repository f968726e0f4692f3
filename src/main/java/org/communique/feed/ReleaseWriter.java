package org.communique.feed;

import org.communique.release.ReleaseView;

/** Writes one press release in one format. */
interface ReleaseWriter {
    Format format();

    byte[] write(ReleaseView release);
}
