package org.communique.http.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.communique.http.HttpConfig;
import org.communique.http.headers.CacheStatus;
import org.communique.http.headers.CommonHeaders;
import org.communique.http.problem.ProblemException;
import org.communique.http.streaming.LongBodies;
import org.communique.http.streaming.LongBody;
import org.communique.http.streaming.MemoryBody;
import org.communique.http.traffic.RateLimit;
import org.communique.http.traffic.RequestEnd;
import org.communique.http.traffic.RequestMetrics;
import org.communique.sequence.SequenceWatch;

/**
 * Public answers in memory, sent on the event loop ahead of everything else. One is good for the number of the sequence it
 * was made for, and no longer than to the next line of the publication grid; a change throws all of them away. Where
 * several ask for the same thing at once, it is made for the first of them and the others wait.
 */
@ApplicationScoped
public class ResponseCache {
    private static final String KEY = ResponseCache.class.getName() + ".key";
    private static final String OFFER = ResponseCache.class.getName() + ".offer";
    private static final String IN_FLIGHT = ResponseCache.class.getName() + ".in-flight";
    private static final String ASKED = ResponseCache.class.getName() + ".asked";
    private static final CharSequence MIN_SEQUENCE = HttpHeaders.createOptimized(PublicRead.MIN_SEQUENCE);

    /** Characters of all spellings that are known. */
    private static final int SPELLINGS = 1_000_000;

    /** An answer that takes more than one part of so many is not kept. */
    private static final int LARGEST_SHARE = 4;

    @Inject
    HttpConfig config;

    @Inject
    MeterRegistry registry;

    @Inject
    CommonHeaders common;

    @Inject
    SequenceWatch watch;

    @Inject
    AnswerTime.Source time;

    @Inject
    LongBodies bodies;

    /** From an address to that of its key, where they differ. */
    private final Cache<String, String> spellings = Caffeine.newBuilder()
            .maximumWeight(SPELLINGS)
            .weigher((String one, String other) -> one.length() + other.length())
            .executor(Runnable::run)
            .build();

    /** Null where nothing is kept. */
    private Cache<String, Held> held;

    private final InFlightRequests<Held> inFlight = new InFlightRequests<>(key -> held.getIfPresent(key));
    /** Bytes of an answer that is kept. */
    private long longest;

    private Counter hits;
    private Counter stored;
    private Counter missed;

    private record Held(CachedResponse answer, long line) {}

    void start(@Observes StartupEvent start) {
        hits = counter("hit");
        stored = counter("stored");
        missed = counter("miss");
        long size = config.cache().bytes();
        longest = size / LARGEST_SHARE;
        if (size > 0) {
            held = Caffeine.newBuilder()
                    .maximumWeight(size)
                    .weigher((String key, Held entry) -> entry.answer().weight() + 2 * key.length())
                    .executor(Runnable::run)
                    .build();
            watch.onAdvance(this::dropBefore);
        }
    }

    /** A reader may have seen the number before the watch gives notice of it: what was made for it since stays. */
    void dropBefore(long number) {
        held.asMap().values().removeIf(entry -> entry.answer().number() < number);
    }

    private Counter counter(String result) {
        return Counter.builder("communique.cache.requests")
                .description("Public reads that can be answered from the response cache, by result")
                .tag("result", result)
                .register(registry);
    }

    /**
     * Sends the answer that is kept for the request; false where there is none.
     *
     * @param limit what the request took of its budget; null where nothing is to be said of it
     */
    public boolean send(RoutingContext context, RateLimit limit) {
        HttpServerRequest request = context.request();
        if (held == null || !CacheKey.isRead(request)) {
            return false;
        }
        String uri = request.uri();
        String canonical = uri.indexOf('?') < 0 ? null : spellings.getIfPresent(uri);
        Held entry = held.getIfPresent(key(canonical == null ? uri : canonical, request));
        try {
            return entry != null && send(context, entry, limit);
        } catch (ProblemException refused) {
            // For the second attempt, which comes when the headers of a problem are seen to.
            return false;
        }
    }

    /**
     * Sends the answer under another spelling of the request, or has the request wait for one that is being made; false
     * where it is to be made for this request.
     *
     * @throws ProblemException 429 or 503 where too many long answers are open
     */
    public boolean sendOrAwait(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (held == null || !CacheKey.isRead(request) || !CacheKey.isKept(request.path())) {
            return false;
        }
        String canonical = CacheKey.of(request.uri());
        String key = key(canonical, request);
        Context thread = Vertx.currentContext();
        InFlightRequest<Held> own = inFlight.enter(
                key,
                entry -> sendSpelled(context, canonical, entry),
                entry -> thread.runOnContext(nothing -> again(context, key, entry)));
        if (own == null) {
            return true;
        }
        context.put(KEY, key).put(ASKED, time.now().line()).put(IN_FLIGHT, own);
        RequestEnd.then(context, () -> inFlight.end(key, own, null));
        return false;
    }

    /** Sends the answer and notes the spelling under which it was found. */
    private boolean sendSpelled(RoutingContext context, String canonical, Held entry) {
        String uri = context.request().uri();
        boolean sent = send(context, entry, null);
        if (sent && !canonical.equals(uri)) {
            spellings.put(uri, canonical);
        }
        return sent;
    }

    /** For one that has waited: the answer it waited for, which need not have found room, or else everybody makes their own. */
    private void again(RoutingContext context, String key, Held entry) {
        if (context.response().closed() || context.response().ended()) {
            return;
        }
        try {
            if (entry == null || !send(context, entry, null)) {
                context.put(KEY, key).put(ASKED, time.now().line());
                context.next();
            }
        } catch (ProblemException refused) {
            context.fail(refused);
        }
    }

    /** Notes an answer that may be kept, before its headers are sent. */
    void offer(RoutingContext context, CacheOffer offer) {
        if (context.get(KEY) != null) {
            context.put(OFFER, offer);
        }
    }

    /** Releases the requests that wait for this one: its answer will not be kept. */
    void decline(RoutingContext context) {
        end(context, null);
    }

    /** Ends the wait for a request that makes an answer for others; one that makes it for itself has nobody waiting. */
    private void end(RoutingContext context, Held entry) {
        InFlightRequest<Held> own = context.get(IN_FLIGHT);
        if (own != null) {
            inFlight.end(context.get(KEY), own, entry);
        }
    }

    /** Keeps what was offered, as the response's headers are complete; answers with what it did, for Cache-Status. */
    public String keep(RoutingContext context) {
        if (!CacheKey.isRead(context.request())) {
            return CacheStatus.METHOD;
        }
        String key = context.get(KEY);
        if (key == null) {
            return CacheStatus.BYPASS;
        }
        CacheOffer offer = context.get(OFFER);
        long asked = context.get(ASKED);
        if (offer == null
                || offer.bytes().length > longest
                || offer.number() != watch.known()
                || asked != time.now().line()) {
            missed.increment();
            return CacheStatus.MISS;
        }
        Map<String, String> always = new LinkedHashMap<>(offer.always());
        MultiMap headers = context.response().headers();
        for (String name : headers.names()) {
            if (common.isShared(name)) {
                always.put(name, headers.get(name));
            }
        }
        CachedResponse answer = new CachedResponse(
                offer.number(),
                offer.conditions(),
                always,
                offer.withBody(),
                offer.bytes(),
                offer.bytes().length > LongBody.LONG ? bodies.inMemory(offer.bytes()) : null,
                RequestMetrics.operation(context.request()));
        Held entry = new Held(answer, asked);
        held.put(key, entry);
        end(context, entry);
        stored.increment();
        return CacheStatus.STORED;
    }

    private boolean send(RoutingContext context, Held entry, RateLimit limit) {
        AnswerTime now = time.now();
        long number = entry.answer().number();
        if (number != watch.known()
                || !watch.isCurrent()
                || entry.line() != now.line()
                || !reaches(number, context.request())) {
            return false;
        }
        MemoryBody inPieces = entry.answer().inPieces(context.request());
        if (inPieces != null && !bodies.share(inPieces, context)) {
            return false;
        }
        hits.increment();
        RequestMetrics.answersAs(context.request(), entry.answer().operation());
        entry.answer().send(context.request(), context.response(), now, limit, body -> bodies.send(body, context));
        return true;
    }

    /** A number that is none is for the resource to refuse. */
    private static boolean reaches(long number, HttpServerRequest request) {
        String least = request.headers().get(MIN_SEQUENCE);
        return least == null
                || least.matches("\\d{1,18}")
                        && Long.parseLong(least) <= number
                        && request.headers().getAll(MIN_SEQUENCE).size() == 1;
    }

    private static String key(String uri, HttpServerRequest request) {
        MultiMap headers = request.headers();
        String accept = headers.get(HttpHeaders.ACCEPT);
        String encoding = headers.get(HttpHeaders.ACCEPT_ENCODING);
        boolean any = accept == null || accept.equals("*/*");
        boolean gzip = encoding != null && AcceptEncoding.takesGzip(encoding);
        if (any) {
            return gzip ? uri + " gzip" : uri;
        }
        String all = String.join(",", headers.getAll(HttpHeaders.ACCEPT));
        return uri + (gzip ? " gzip " : " ") + all;
    }
}
