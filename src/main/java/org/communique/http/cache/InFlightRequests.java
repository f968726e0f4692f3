package org.communique.http.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Has an answer made by the first of the requests that ask for it at the same time; the others wait (RFC 9211 calls them
 * collapsed requests).
 */
final class InFlightRequests<T> {
    private final Function<String, T> kept;
    private final ConcurrentMap<String, InFlightRequest<T>> requests;

    /** @param kept gives the answer that is kept under a key; null for none */
    InFlightRequests(Function<String, T> kept) {
        this(kept, new ConcurrentHashMap<>());
    }

    InFlightRequests(Function<String, T> kept, ConcurrentMap<String, InFlightRequest<T>> requests) {
        this.kept = kept;
        this.requests = requests;
    }

    /**
     * Answers the request from what is kept, has it wait, or leaves it to the caller to make the answer.
     *
     * @param answers uses a kept answer; false where that does not fit the request
     * @param then for a request that waits: called with the answer, or with null where it has to make its own
     * @return for {@link #end}, once the answer is made; null where the request is answered or waits
     */
    InFlightRequest<T> enter(String key, Predicate<T> answers, Consumer<T> then) {
        while (!isAnswered(key, answers)) {
            InFlightRequest<T> own = new InFlightRequest<>();
            InFlightRequest<T> other = requests.putIfAbsent(key, own);
            if (other == null) {
                return isAnsweredMeanwhile(key, own, answers) ? null : own;
            }
            if (other.join(then)) {
                return null;
            }
            // It has ended since, and may have kept its answer.
        }
        return null;
    }

    /** Looks again: a request that ended between the first look and the start of this one has kept its answer. */
    private boolean isAnsweredMeanwhile(String key, InFlightRequest<T> own, Predicate<T> answers) {
        T answer = null;
        boolean makes = false;
        try {
            answer = kept.apply(key);
            makes = answer == null || !answers.test(answer);
            return !makes;
        } finally {
            if (!makes) {
                end(key, own, answer);
            }
        }
    }

    private boolean isAnswered(String key, Predicate<T> answers) {
        T answer = kept.apply(key);
        return answer != null && answers.test(answer);
    }

    /** Passes the answer on to those that wait; null where it is not kept. An answer that is kept must be so by now. */
    void end(String key, InFlightRequest<T> own, T answer) {
        requests.remove(key, own);
        own.end(answer);
    }
}
