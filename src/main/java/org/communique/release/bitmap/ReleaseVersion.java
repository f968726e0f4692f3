package org.communique.release.bitmap;

import java.time.LocalDate;
import java.util.UUID;

/** What a copy of a release is told by: its id and revision, and the day that puts it in a month. */
public record ReleaseVersion(UUID id, int revision, LocalDate day) {}
