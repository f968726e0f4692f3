/**
 * Writes the live store as an archive.
 */
@NullMarked
package org.communique.archive.export;

import org.jspecify.annotations.NullMarked;
