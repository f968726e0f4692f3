/**
 * The formats, the choice between them by suffix or by {@code Accept}, and what writers of several formats share.
 */
package org.communique.representation.format;
