package org.communique.push.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps calls to receivers outside: an address that means something only near this service (private, loopback,
 * link-local, a cloud's metadata) is not called, since a receiver could read or move what is behind it through us.
 */
@ApplicationScoped
class TargetGuard {
    /** What the IANA registry of special IPv4 addresses (RFC 6890) does not call global, and Azure's metadata host. */
    private static final List<AddressBlock> NOT_PUBLIC_4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** All of IPv6 that is in use for the public; what is special in it is listed next. */
    private static final AddressBlock PUBLIC_6 = AddressBlock.of("2000::/3");

    private static final List<AddressBlock> NOT_PUBLIC_6 = blocks("2001::/23", "2001:db8::/32", "3fff::/20");

    /** IPv6 addresses that stand for the IPv4 address in them: NAT64 (RFC 6052) and 6to4 (RFC 3056). */
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");

    /** Looks up a name: all its addresses. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final boolean allowPrivate;
    private final Resolver resolver;

    @Inject
    TargetGuard(PushConfig config) {
        this(config.allowPrivateTargets(), InetAddress::getAllByName);
    }

    TargetGuard(boolean allowPrivate, Resolver resolver) {
        this.allowPrivate = allowPrivate;
        this.resolver = resolver;
    }

    /** What is wrong with a receiver's address as it is written; nothing is looked up. */
    static Optional<String> fault(URI target) {
        if (!"http".equalsIgnoreCase(target.getScheme()) && !"https".equalsIgnoreCase(target.getScheme())) {
            return Optional.of("it is not an absolute http or https address");
        }
        if (target.getHost() == null) {
            return Optional.of("it has no host, or its host is not in ASCII (RFC 3986)");
        }
        if (target.getRawUserInfo() != null) {
            return Optional.of("it contains credentials");
        }
        if (target.getPort() == 0 || target.getPort() > 65_535) {
            return Optional.of("its port is not between 1 and 65535");
        }
        return target.getRawFragment() != null ? Optional.of("it has a fragment") : Optional.empty();
    }

    /**
     * The address to call for a host. Call this very address: the name may have another one the next moment.
     *
     * @throws UnknownHostException where the name has no address, or any that is not public; its message says which
     */
    InetAddress admit(String host) throws UnknownHostException {
        InetAddress[] addresses;
        try {
            addresses = resolver.resolve(host);
        } catch (UnknownHostException unknown) {
            throw new UnknownHostException("the host name cannot be resolved");
        }
        for (InetAddress address : addresses) {
            if (!allowPrivate && !isPublic(address)) {
                throw new UnknownHostException("the address " + address.getHostAddress() + " is not public");
            }
        }
        return addresses[0];
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return isPublic4(bytes);
        }
        if (NAT64.contains(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
        }
        return PUBLIC_6.contains(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static boolean isPublic4(byte[] bytes) {
        return NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(bytes));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::of).toList();
    }
}
