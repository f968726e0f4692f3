/**
 * Rate limits, the access log, and metrics of requests.
 */
package org.communique.http.traffic;
