package org.communique.release.bitmap;

import java.util.List;
import java.util.UUID;

/** An id and its sort key as a cursor carries it. */
public record ListHit(UUID id, List<String> key) {}
