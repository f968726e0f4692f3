package org.communique.push.subscription;

import java.util.List;

/**
 * What a subscriber says of a subscription.
 *
 * @param url null for one who pulls
 * @param types empty for all
 */
record SubscriptionContent(String url, String filter, List<String> types, PayloadKind payload) {
    void writeTo(Subscription subscription) {
        subscription.url = url;
        subscription.filter = filter;
        subscription.types = String.join(" ", types);
        subscription.payload = payload;
    }
}
