/**
 * HTTP as this service speaks it, in sub-packages by role. It knows no feature. Here: the configuration that they
 * share.
 */
@NullMarked
package org.communique.http;

import org.jspecify.annotations.NullMarked;
