package org.communique.release.document;

import java.util.List;
import java.util.UUID;
import org.communique.release.filter.SearchableRelease;

/**
 * What a public release says, in all its languages.
 *
 * @param revision that it says it in
 */
public record SaidTexts(UUID id, int revision, List<SearchableRelease.Text> texts) {}
