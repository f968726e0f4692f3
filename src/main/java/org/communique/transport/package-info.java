/**
 * The connections below HTTP: what is not a request of HTTP/1.1 is refused, and who is too slow to send one is cut off.
 */
package org.communique.transport;
