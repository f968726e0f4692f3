package org.communique.release;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.communique.release.document.ReleaseView;

/** Releases that are not public yet, for those who may read them; the package that owns them implements it. */
public interface EmbargoedReleases {
    /** The release as it will be, and when it goes live. */
    record Embargoed(ReleaseView release, Instant publishAt) {}

    /** Ends the request with 404 where there is none with the id, or none in the languages. */
    Embargoed find(UUID id, List<String> languages);
}
