/**
 * Reads an archive line by line and writes it into the live store in batches. It knows nothing of requests, jobs or
 * files.
 */
package org.communique.archive.importer;
