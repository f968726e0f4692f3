package org.communique.push.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges a receiver's address when it is given, without looking a name up: that is done at each call. */
@ApplicationScoped
public class TargetUrl {
    /** What is an address by itself: all that Java reads as one without asking a name server. */
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|[\\d.]+");

    @Inject
    PushConfig config;

    /** What is wrong with it, as the end of a sentence. */
    public Optional<String> fault(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException notAnAddress) {
            return Optional.of("it is not an absolute http or https address");
        }
        Optional<String> fault = TargetGuard.fault(url);
        return fault.isPresent() || config.allowPrivateTargets() ? fault : notPublic(url.getHost());
    }

    private static Optional<String> notPublic(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return Optional.of("localhost is not public");
        }
        if (!LITERAL.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return TargetGuard.isPublic(address)
                    ? Optional.empty()
                    : Optional.of("the address " + address.getHostAddress() + " is not public");
        } catch (UnknownHostException notAnAddress) {
            return Optional.of("its host is not an address");
        }
    }
}
