package org.communique.release.content;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What kind of text a release is: a closed vocabulary. */
public enum ReleaseKind {
    PRESS_RELEASE("Press Release"),
    STATEMENT("Statement"),
    SPEECH("Speech"),
    MEDIA_ADVISORY("Media Advisory"),
    JOINT_STATEMENT("Joint Statement"),
    QUESTION_AND_ANSWER("Question and Answer");

    private final String genre;

    ReleaseKind(String genre) {
        this.genre = genre;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As a genre in English, for representations that know no vocabulary of ours. */
    public String genre() {
        return genre;
    }

    /** All of them as they are written. */
    public static List<String> written() {
        return Arrays.stream(values()).map(ReleaseKind::wire).toList();
    }

    /** @param wire one of {@link #written} */
    public static ReleaseKind of(String wire) {
        return Arrays.stream(values())
                .filter(kind -> kind.wire().equals(wire))
                .findFirst()
                .orElseThrow();
    }
}
