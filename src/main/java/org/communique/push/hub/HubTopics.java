package org.communique.push.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.communique.changefeed.ChangeFilter;
import org.communique.changefeed.TopicContent;
import org.communique.http.HttpConfig;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Parameters;
import org.communique.release.filter.ReleaseFilter;
import org.communique.taxonomy.Terms;

/** What can be subscribed to: the list of press releases in each representation that has content, by any filter. */
@ApplicationScoped
class HubTopics {
    private static final String PATH = "/v1/press-releases";

    /** It goes into a Link header between angle brackets as it is. */
    private static final Pattern WELL_WRITTEN = Pattern.compile("[!-~&&[^<>\"#]]+");

    @Inject
    HttpConfig config;

    @Inject
    Instance<TopicContent> contents;

    /** A topic as it was understood: what follows the list's path, and the filter as a query string. */
    record Topic(String suffix, String filter) {}

    /** Reads a topic's address; what is wrong with it is added to the faults. */
    Optional<Topic> parse(String address, Terms terms, List<Fault> faults) {
        String list = config.absolute(PATH);
        String[] parts = address.split("\\?", 2);
        Optional<String> suffix = contents.stream()
                .map(TopicContent::suffix)
                .filter(known -> parts[0].equals(list + known))
                .findFirst();
        if (suffix.isEmpty() || !WELL_WRITTEN.matcher(address).matches()) {
            faults.add(fault(
                            "not-a-topic",
                            "The hub has no topic \"" + Parameters.shown(address)
                                    + "\"; a topic is the address of a list or feed with its filter and nothing else.")
                    .allowing(contents.stream()
                            .map(content -> list + content.suffix())
                            .sorted()
                            .toList()));
            return Optional.empty();
        }
        try {
            ReleaseFilter filter = filter(parts.length == 2 ? parts[1] : "", terms);
            return Optional.of(new Topic(suffix.get(), filter.query().toString()));
        } catch (IllegalArgumentException malformed) {
            faults.add(fault("malformed", "The query of the topic is malformed: " + malformed.getMessage() + "."));
        } catch (ProblemException faulty) {
            faulty.faults()
                    .forEach(one -> faults.add(fault(one.code(), "In the topic: " + one.detail())
                            .allowing(one.allowed())
                            .meaning(one.didYouMean())));
        }
        return Optional.empty();
    }

    /**
     * A topic's filter.
     *
     * @throws ProblemException where it cannot be followed, or not any more
     * @throws IllegalArgumentException where its percent-encoding is broken
     */
    ReleaseFilter filter(String query, Terms terms) {
        Parameters parameters = Parameters.of(query);
        ReleaseFilter filter = ChangeFilter.parse(parameters, terms);
        filter.merged(terms).forEach(parameters::fault);
        parameters.done();
        return filter;
    }

    TopicContent content(String suffix) {
        return contents.stream()
                .filter(content -> content.suffix().equals(suffix))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a topic without content: " + suffix));
    }

    private static Fault fault(String code, String detail) {
        return HubForm.fault("hub.topic", code, detail);
    }
}
