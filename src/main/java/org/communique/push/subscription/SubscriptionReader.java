package org.communique.push.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.communique.changefeed.ChangeFilter;
import org.communique.changefeed.FilteredChange;
import org.communique.http.json.Bodies;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.push.outbound.TargetUrl;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.ChangeType;
import org.communique.taxonomy.Terms;

/** Reads what a subscriber says, with all faults at once; those inside the filter too. */
@ApplicationScoped
public class SubscriptionReader {
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_FILTER = 8_000;
    private static final List<String> TYPES = types();
    private static final List<String> PAYLOADS =
            Arrays.stream(PayloadKind.values()).map(PayloadKind::wire).toList();

    /** Faults of a body that can be read. Inside a filter all others make it one that cannot. */
    private static final Set<String> ACCEPTABILITY = Set.of("too-long", "not-allowed", "not-unicode");

    @Inject
    TargetUrl targets;

    private static List<String> types() {
        List<String> types = new ArrayList<>(
                Arrays.stream(ChangeType.values()).map(ChangeType::wire).toList());
        types.add(types.size() - 1, FilteredChange.LEFT_VIEW);
        return types;
    }

    /** Reads the members; {@link #check} ends the request where there are faults. */
    SubscriptionContent read(NodeReader reader, Terms terms) {
        Optional<String> url = reader.string("url", LONGEST_URL);
        url.flatMap(targets::fault)
                .ifPresent(fault -> reader.fault("url", "not-a-target", "It cannot be called: " + fault + "."));
        String filter = reader.string("filter", LONGEST_FILTER).orElse("");
        List<String> types = reader.list("types", TYPES.size(), SubscriptionReader::type).stream()
                .distinct()
                .toList();
        PayloadKind payload =
                reader.choice("payload", PAYLOADS).map(PayloadKind::byWire).orElse(PayloadKind.THIN);
        filterFaults(filter, terms).forEach(reader.faults()::add);
        return new SubscriptionContent(url.orElse(null), filter, types, payload);
    }

    private static Optional<String> type(NodeReader element) {
        return element.asString(100).filter(type -> {
            if (!TYPES.contains(type)) {
                element.unknown("not-allowed", "\"" + Parameters.shown(type) + "\" is not an event type.", type, TYPES);
            }
            return TYPES.contains(type);
        });
    }

    /** What is wrong with a filter as the terms are now. */
    public static List<Fault> filterFaults(String filter, Terms terms) {
        try {
            Parameters parameters = Parameters.of(filter);
            ReleaseFilter parsed = ChangeFilter.parse(parameters, terms);
            parsed.merged(terms).forEach(parameters::fault);
            parameters.done();
            return List.of();
        } catch (IllegalArgumentException malformed) {
            return List.of(
                    Fault.body("/filter", "malformed", "It is not a query string: " + malformed.getMessage() + "."));
        } catch (ProblemException faulty) {
            return faulty.faults().stream().map(SubscriptionReader::inBody).toList();
        }
    }

    private static Fault inBody(Fault fault) {
        return new Fault(
                "body", fault.name(), "/filter", fault.code(), fault.detail(), fault.allowed(), fault.didYouMean());
    }

    /** Ends the request where there are faults: 400 where the body or the filter cannot be read, else 422. */
    static void check(List<Fault> faults) {
        List<Fault> inFilter = faults.stream()
                .filter(fault -> "/filter".equals(fault.pointer()) && !ACCEPTABILITY.contains(fault.code()))
                .toList();
        if (inFilter.isEmpty()) {
            Bodies.check(faults);
            return;
        }
        String merged = ProblemType.TERM_MERGED.slug();
        boolean onlyMerged = faults.stream().allMatch(fault -> fault.code().equals(merged));
        throw new ProblemException(
                onlyMerged ? ProblemType.TERM_MERGED : ProblemType.INVALID_PARAMETERS,
                faults.size() == 1 ? faults.get(0).detail() : faults.size() + " errors in the body.",
                faults);
    }
}
