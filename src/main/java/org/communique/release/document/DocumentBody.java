package org.communique.release.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.communique.http.json.Json;
import org.communique.release.entity.ReleaseText;

/**
 * The body of a release in one language.
 *
 * @param json as {@link ReleaseView.Body} is written
 */
record DocumentBody(byte[] json) {
    static DocumentBody of(ReleaseText row) {
        return new DocumentBody(Json.bytes(new ReleaseView.Body(row.html, row.text)));
    }

    /** As plain text. */
    String plain() {
        try {
            return Json.mapper().readTree(json).get("text").textValue();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
