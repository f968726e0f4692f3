package org.communique.push.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses that begin with the same bits (RFC 4632), such as {@code 10.0.0.0/8}. */
record AddressBlock(byte[] prefix, int bits) {
    static AddressBlock of(String text) {
        String[] parts = text.split("/");
        try {
            return new AddressBlock(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(text, notAnAddress);
        }
    }

    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = 0xff << Math.max(0, 8 - (bits - bit)) & 0xff;
            if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
