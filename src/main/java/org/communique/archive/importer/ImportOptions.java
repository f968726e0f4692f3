package org.communique.archive.importer;

/**
 * How an archive is imported.
 *
 * @param announce whether pushes tell of the changes
 * @param dryRun whether everything is judged and counted, and nothing written
 */
public record ImportOptions(boolean announce, boolean dryRun, UnknownTerms unknownTerms) {}
