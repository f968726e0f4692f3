/**
 * Telling others of changes: the WebSub hub and webhooks, and the one way out of the service, with its guard against
 * private addresses. It follows the sequence and nothing else. It imports {@code value}, {@code sequence}, {@code web},
 * {@code access}, {@code taxonomy}, {@code release} and {@code change}.
 */
package org.communique.push;
