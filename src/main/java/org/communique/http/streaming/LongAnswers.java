package org.communique.http.streaming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.traffic.RateLimits;
import org.communique.http.traffic.RequestEnd;

/** Counts the answers that are under way for long, and refuses more of a kind than there may be. */
@ApplicationScoped
public class LongAnswers {
    private static final String TAKEN = LongAnswers.class.getName() + ".";
    /** Seconds. */
    static final String RETRY_AFTER = "10";

    @Inject
    StreamingConfig config;

    @Inject
    RateLimits clients;

    @Inject
    MeterRegistry registry;

    private final Map<LongAnswer, Open> open = new EnumMap<>(LongAnswer.class);

    void start(@Observes StartupEvent start) {
        StreamingConfig.Answers most = config.answers();
        add(LongAnswer.EXPORT, most.exports(), most.exportsPerAddress());
        add(LongAnswer.DOWNLOAD, most.downloads(), most.downloadsPerAddress());
        add(LongAnswer.LARGE, most.large(), most.largePerAddress());
        add(LongAnswer.HIGHLIGHT, most.highlights(), most.highlightsPerAddress());
        add(LongAnswer.STREAM, most.streams(), most.streamsPerAddress());
        add(LongAnswer.POLL, most.polls(), most.pollsPerAddress());
    }

    private void add(LongAnswer kind, int most, int mostOfOne) {
        Open of = new Open(most, mostOfOne);
        open.put(kind, of);
        Gauge.builder("communique.answers.open", of, Open::count)
                .description("Long responses that are open")
                .tag("kind", kind.wire())
                .register(registry);
        for (String limit : new String[] {"overall", "address"}) {
            refused(kind, limit);
        }
    }

    private Counter refused(LongAnswer kind, String limit) {
        return Counter.builder("communique.answers.refused")
                .description("Requests rejected because too many long responses of the kind were open")
                .tag("kind", kind.wire())
                .tag("limit", limit)
                .register(registry);
    }

    /**
     * Counts the answer until it has ended or its connection is closed; once for each request.
     *
     * @throws ProblemException 429 where the key or address has as many as it may, 503 where all together have
     */
    public void take(LongAnswer kind, RoutingContext request) {
        if (request.get(TAKEN + kind) != null) {
            return;
        }
        String client = clients.client(request.request());
        Open of = open.get(kind);
        switch (of.take(client)) {
            case GRANTED -> {
                request.put(TAKEN + kind, true);
                RequestEnd.then(request, () -> of.giveBack(client));
            }
            case TOO_MANY_OF_ONE -> {
                refused(kind, "address").increment();
                throw refusal(
                        ProblemType.TOO_MANY_REQUESTS,
                        kind,
                        "One key or address may have at most " + of.mostOfOne + " open.");
            }
            default -> {
                refused(kind, "overall").increment();
                throw refusal(ProblemType.UNAVAILABLE, kind, "The service has reached its limit.");
            }
        }
    }

    private static ProblemException refusal(ProblemType type, LongAnswer kind, String detail) {
        return new ProblemException(type, "Too many responses of the kind \"" + kind.wire() + "\" are open. " + detail)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }

    private enum Result {
        GRANTED,
        TOO_MANY,
        TOO_MANY_OF_ONE
    }

    /** Those of a kind that are open. */
    private static final class Open {
        private final int most;
        private final int mostOfOne;
        private final Map<String, Integer> byClient = new HashMap<>();
        private int count;

        Open(int most, int mostOfOne) {
            this.most = most;
            this.mostOfOne = mostOfOne;
        }

        synchronized int count() {
            return count;
        }

        synchronized Result take(String client) {
            int own = byClient.getOrDefault(client, 0);
            if (own >= mostOfOne) {
                return Result.TOO_MANY_OF_ONE;
            }
            if (count >= most) {
                return Result.TOO_MANY;
            }
            byClient.put(client, own + 1);
            count++;
            return Result.GRANTED;
        }

        synchronized void giveBack(String client) {
            byClient.computeIfPresent(client, (name, own) -> own == 1 ? null : own - 1);
            count--;
        }
    }
}
