/**
 * Webhooks: from a change to a delivery, its tries and their results, replays, and the ledger of removals.
 */
package org.communique.push.webhook;
