package org.communique.push.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TargetGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.1",
                "2130706433",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::",
                "2002:7f00:1::1",
                "2002:c0a8:101::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void these_are_not_public(String address) throws UnknownHostException {
        assertTrue(!TargetGuard.isPublic(InetAddress.getByName(address)), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2a00:1450:4001:82f::200e",
                "2606:4700:4700::1111",
                "64:ff9b::101:101",
                "2002:101:101::1",
                "::ffff:1.1.1.1"
            })
    void these_are_public(String address) throws UnknownHostException {
        assertTrue(TargetGuard.isPublic(InetAddress.getByName(address)), address);
    }

    @Test
    void one_address_that_is_not_public_is_enough_to_refuse_a_name() {
        TargetGuard guard = new TargetGuard(false, name ->
                new InetAddress[] {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("169.254.169.254")});
        assertEquals(
                "the address 169.254.169.254 is not public",
                assertThrows(UnknownHostException.class, () -> guard.admit("receiver.example"))
                        .getMessage());
    }

    @Test
    void a_name_with_public_addresses_is_called_at_the_first() throws UnknownHostException {
        TargetGuard guard = new TargetGuard(
                false, name -> new InetAddress[] {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("1.0.0.1")});
        assertEquals("1.1.1.1", guard.admit("receiver.example").getHostAddress());
    }

    @Test
    void where_private_targets_are_allowed_they_are_called() throws UnknownHostException {
        TargetGuard guard = new TargetGuard(true, InetAddress::getAllByName);
        assertEquals("127.0.0.1", guard.admit("127.0.0.1").getHostAddress());
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://receiver.example/, it is not an absolute http or https address",
        "/hook, it is not an absolute http or https address",
        "https:receiver.example, 'it has no host, or its host is not in ASCII (RFC 3986)'",
        "https://user:secret@receiver.example/, it contains credentials",
        "https://receiver.example:0/, its port is not between 1 and 65535",
        "https://receiver.example:65536/, its port is not between 1 and 65535",
        "https://receiver.example/#part, it has a fragment"
    })
    void an_address_says_what_is_wrong_with_it(String address, String fault) {
        assertEquals(fault, TargetGuard.fault(URI.create(address)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://receiver.example", "HTTP://receiver.example:8080/a?b=c", "https://[2001:db8::1]/"})
    void an_address_that_is_well_written_has_no_fault(String address) {
        assertTrue(TargetGuard.fault(URI.create(address)).isEmpty());
    }
}
