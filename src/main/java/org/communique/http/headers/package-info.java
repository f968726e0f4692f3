/**
 * Header fields that are written or read in one way everywhere.
 */
@NullMarked
package org.communique.http.headers;

import org.jspecify.annotations.NullMarked;
