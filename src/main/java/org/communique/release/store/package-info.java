/**
 * Writes the live store, and nothing else does; and reads all of it for an archive.
 */
package org.communique.release.store;
