/**
 * The way of a request before and around its operation: checks, receiving the body, and turning whatever fails into a
 * problem.
 */
@NullMarked
package org.communique.http.pipeline;

import org.jspecify.annotations.NullMarked;
