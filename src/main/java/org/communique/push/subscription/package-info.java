/**
 * Subscriptions to webhooks and the deliveries stored for them.
 */
package org.communique.push.subscription;
