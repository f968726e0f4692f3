/**
 * Writes the live store as an archive.
 */
package org.communique.archive.export;
