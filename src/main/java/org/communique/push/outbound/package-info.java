/**
 * The one way out of the service: calls with a time limit, the guard against private addresses, retries, and encrypted
 * secrets.
 */
package org.communique.push.outbound;
