/**
 * Lists as files of rows: CSV and newline-delimited JSON.
 */
@NullMarked
package org.communique.representation.download;

import org.jspecify.annotations.NullMarked;
