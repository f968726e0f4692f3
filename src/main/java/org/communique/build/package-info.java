/**
 * Steps that Quarkus runs when it builds the application; no part of the running service. They are named in {@code
 * META-INF/quarkus-build-steps.list}.
 */
package org.communique.build;
