/**
 * Steps that Quarkus runs when it builds the application; no part of the running service. They are named in
 * {@code META-INF/quarkus-build-steps.list}. Imports no other package of the application.
 */
package org.communique.build;
