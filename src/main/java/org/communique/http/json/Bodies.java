package org.communique.http.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;

/** Reads the JSON bodies of requests, and sorts their faults into what cannot be read and what cannot be accepted. */
public final class Bodies {
    private static final Set<String> UNREADABLE = Set.of("unknown-member", "wrong-type");

    private Bodies() {}

    /** The whole body, which has been received by now and has a size that is taken. */
    public static byte[] read(InputStream body) {
        try {
            return body == null ? new byte[0] : body.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * The JSON object of a body; an empty one for no body at all.
     *
     * @throws ProblemException 400 where it is not a JSON object in UTF-8
     */
    public static ObjectNode object(byte[] body) {
        if (body.length == 0) {
            return Json.mapper().createObjectNode();
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            JsonNode node = Json.mapper().readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw unreadable("The body is not a JSON object.");
        } catch (CharacterCodingException notUtf8) {
            throw unreadable("The body is not UTF-8.");
        } catch (JsonProcessingException notJson) {
            JsonLocation at = notJson.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw unreadable("The body is not JSON" + place + ": " + notJson.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Ends the request where there are faults: 400 where any of it cannot be read, else 422. */
    public static void check(List<Fault> faults) {
        if (!faults.isEmpty()) {
            boolean unreadable = faults.stream().anyMatch(fault -> UNREADABLE.contains(fault.code()));
            String detail = faults.size() == 1 ? faults.get(0).detail() : faults.size() + " errors in the body.";
            throw new ProblemException(
                    unreadable ? ProblemType.MALFORMED_REQUEST : ProblemType.UNPROCESSABLE, detail, faults);
        }
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail, List.of(Fault.body("", "not-json", detail)));
    }
}
