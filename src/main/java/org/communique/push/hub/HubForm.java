package org.communique.push.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.push.hub.HubTopics.Topic;
import org.communique.push.outbound.TargetUrl;
import org.communique.taxonomy.Terms;

/** Reads what a subscriber asks of the hub (WebSub section 5.1), with all faults at once. */
@ApplicationScoped
class HubForm {
    static final long LONGEST_LEASE_SECONDS = 10 * 86_400;
    private static final long SHORTEST_LEASE_SECONDS = 60;
    private static final int LONGEST_CALLBACK = 2_000;
    private static final int LONGEST_TOPIC = 8_000;
    private static final int SECRET_BYTES = 200;
    private static final List<String> MODES = List.of(HubIntent.SUBSCRIBE, HubIntent.UNSUBSCRIBE);

    @Inject
    HubTopics topics;

    @Inject
    TargetUrl targets;

    /**
     * What is asked.
     *
     * @param address of the topic, as it was written
     * @param secret null for none
     */
    record Asked(String mode, String callback, String address, Topic topic, String secret, long leaseSeconds) {
        boolean isSubscribe() {
            return mode.equals(HubIntent.SUBSCRIBE);
        }

        String host() {
            String host = URI.create(callback).getHost().toLowerCase(Locale.ROOT);
            return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        }
    }

    /**
     * Reads a form. What it has besides the hub's own parameters is ignored, as the standard wants.
     *
     * @throws ProblemException with all that is wrong
     */
    Asked read(byte[] body, Terms terms) {
        Map<String, List<String>> form = form(body);
        List<Fault> faults = new ArrayList<>();
        Optional<String> mode = one(form, "hub.mode", faults);
        Optional<String> callback = one(form, "hub.callback", faults);
        Optional<String> address = one(form, "hub.topic", faults);
        mode.filter(value -> !MODES.contains(value))
                .ifPresent(value -> faults.add(
                        fault("hub.mode", "not-allowed", "There is no hub.mode \"" + Parameters.shown(value) + "\".")
                                .allowing(MODES)));
        callback.flatMap(this::callbackFault)
                .ifPresent(fault ->
                        faults.add(fault("hub.callback", "not-a-target", "It cannot be called: " + fault + ".")));
        Optional<Topic> topic = address.flatMap(given -> topic(given, terms, faults));
        String secret = secret(form, faults);
        long lease = lease(form, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return new Asked(
                mode.orElseThrow(), callback.orElseThrow(), address.orElseThrow(), topic.orElseThrow(), secret, lease);
    }

    private static Map<String, List<String>> form(byte[] body) {
        try {
            return Query.parse(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "The form is malformed: " + malformed.getMessage() + ".");
        }
    }

    private static Optional<String> one(Map<String, List<String>> form, String name, List<Fault> faults) {
        Optional<String> value = optional(form, name, faults);
        if (!form.containsKey(name)) {
            faults.add(fault(name, "missing", "The parameter " + name + " is required."));
        }
        return value;
    }

    private static Optional<String> optional(Map<String, List<String>> form, String name, List<Fault> faults) {
        List<String> values = form.getOrDefault(name, List.of());
        if (values.size() > 1) {
            faults.add(fault(name, "repeated", "The parameter " + name + " may be given only once."));
        } else if (values.contains("")) {
            faults.add(fault(name, "empty", "The parameter " + name + " has no value."));
        }
        return values.size() == 1 ? Optional.of(values.get(0)).filter(value -> !value.isEmpty()) : Optional.empty();
    }

    private Optional<String> callbackFault(String callback) {
        return callback.length() > LONGEST_CALLBACK
                ? Optional.of("it is longer than " + LONGEST_CALLBACK + " characters")
                : targets.fault(callback);
    }

    private Optional<Topic> topic(String address, Terms terms, List<Fault> faults) {
        if (address.length() > LONGEST_TOPIC) {
            faults.add(tooLong());
            return Optional.empty();
        }
        // The canonical form may be longer than what was given.
        return topics.parse(address, terms, faults).filter(topic -> {
            boolean fits = topic.filter().length() <= LONGEST_TOPIC;
            if (!fits) {
                faults.add(tooLong());
            }
            return fits;
        });
    }

    private static Fault tooLong() {
        return fault("hub.topic", "too-long", "A topic may have at most " + LONGEST_TOPIC + " characters.");
    }

    private static String secret(Map<String, List<String>> form, List<Fault> faults) {
        Optional<String> secret = optional(form, "hub.secret", faults);
        if (secret.filter(value -> value.getBytes(StandardCharsets.UTF_8).length >= SECRET_BYTES)
                .isPresent()) {
            faults.add(fault("hub.secret", "too-long", "A secret must be shorter than " + SECRET_BYTES + " bytes."));
        }
        return secret.orElse(null);
    }

    /** The lease that is given: what was asked for, within bounds; the verification tells the subscriber. */
    private static long lease(Map<String, List<String>> form, List<Fault> faults) {
        Optional<String> seconds = optional(form, "hub.lease_seconds", faults);
        if (seconds.filter(value -> !value.matches("0*[1-9]\\d{0,17}")).isPresent()) {
            faults.add(fault("hub.lease_seconds", "not-a-number", "It must be a positive whole number of seconds."));
            return 0;
        }
        return seconds.map(Long::parseLong)
                .map(asked -> Math.max(SHORTEST_LEASE_SECONDS, Math.min(asked, LONGEST_LEASE_SECONDS)))
                .orElse(LONGEST_LEASE_SECONDS);
    }

    static Fault fault(String name, String code, String detail) {
        return new Fault("body", name, null, code, detail, null, null);
    }
}
