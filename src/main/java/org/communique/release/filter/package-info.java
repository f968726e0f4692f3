/**
 * The one filter, its parameters, and sort orders.
 */
package org.communique.release.filter;
