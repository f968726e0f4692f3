/**
 * The way of a request before and around its operation: checks, receiving the body, and turning whatever fails into a
 * problem.
 */
package org.communique.http.pipeline;
