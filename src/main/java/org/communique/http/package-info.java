/**
 * HTTP as this service speaks it, in sub-packages by role. It knows no feature. Here: the configuration that they
 * share.
 */
package org.communique.http;
