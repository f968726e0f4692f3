/**
 * What the service says of itself: the OpenAPI document, the entry point, and the pages that explain problems. Unlike
 * {@code http} it may name the paths of features.
 */
package org.communique.contract;
