/**
 * Archives in newline-delimited JSON, in and out. Here: the configuration that imports and the sample share.
 */
@NullMarked
package org.communique.archive;

import org.jspecify.annotations.NullMarked;
