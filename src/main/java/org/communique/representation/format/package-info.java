/**
 * The formats, the choice between them by suffix or by {@code Accept}, and what writers of several formats share.
 */
@NullMarked
package org.communique.representation.format;

import org.jspecify.annotations.NullMarked;
