package org.communique.transport;

import io.netty.util.NetUtil;
import java.util.HexFormat;

/** Whom a limit by address is for. */
public final class Network {
    /** Of an address of version 6, which is one network's (RFC 6177). */
    private static final int BYTES = 8;

    private Network() {}

    /**
     * The address, or of one of version 6 the network.
     *
     * @param address in digits; null where it is not known
     */
    public static String of(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return String.valueOf(address);
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null ? address : HexFormat.of().formatHex(bytes, 0, Math.min(BYTES, bytes.length));
    }
}
