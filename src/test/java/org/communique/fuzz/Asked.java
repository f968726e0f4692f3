package org.communique.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request as it is put on the wire.
 *
 * @param body empty where there is none
 */
record Asked(String method, String target, List<String[]> headers, byte[] body) {
    byte[] head() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                header -> head.append(header[0]).append(": ").append(header[1]).append("\r\n"));
        if (body.length > 0 || !method.equals("GET") && !method.equals("HEAD")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** For a shell, with the port in the environment. */
    String curl() {
        StringBuilder line = new StringBuilder("curl -i --path-as-is -X " + method);
        headers.forEach(header -> line.append(" -H ")
                .append(quoted((header[0] + ": " + header[1]).getBytes(StandardCharsets.ISO_8859_1))));
        if (body.length > 0) {
            line.append(" --data-binary ").append(quoted(body));
        }
        return line + " localhost:$PORT" + quoted(target.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder("$'");
        for (byte one : bytes) {
            boolean plain = one >= ' ' && one < 0x7f && one != '\'' && one != '\\';
            text.append(plain ? String.valueOf((char) one) : "\\x%02x".formatted(one));
        }
        return text.append('\'').toString();
    }
}
