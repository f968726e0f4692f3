package org.communique.release.filter;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.communique.http.problem.Fault;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;

/**
 * The words of a search: words, {@code "phrases"}, {@code -not} and {@code prefix*}, all of which a text has to have.
 * There is no other syntax: every other character is a part of a word, or none of any.
 *
 * @param written as the request has it, with single spaces
 * @param fields where to look
 */
public record TextQuery(String written, List<Part> parts, List<Field> fields) {
    public static final String PARAMETER = "q";
    public static final String FIELDS = "q.in";

    /** Those that hold words together, such as before a French colon, are spaces here too. */
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** As books of several languages print them. */
    private static final Pattern QUOTES = Pattern.compile("[“”„‟«»]");

    /** Signs that nobody sees, such as soft hyphens, joiners and what chooses a glyph. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\x{FE00}-\\x{FE0F}]");

    private static final int LONGEST = 1_000;
    private static final int MOST_WORDS = 32;
    private static final int SHORTEST_PREFIX = 2;
    private static final List<String> FIELD_NAMES =
            Arrays.stream(Field.values()).map(Field::wire).toList();

    /** A part of a text. */
    public enum Field {
        TITLE,
        SUMMARY,
        BODY;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How a part of the search is meant. */
    public enum Kind {
        WORD,
        PHRASE,
        PREFIX
    }

    /**
     * One thing that the text has to have.
     *
     * @param text without quotes, asterisks and backslashes
     * @param excluded whether it must not have it
     */
    public record Part(String text, Kind kind, boolean excluded) {
        /** The part as a search has it, but for its minus. */
        public String written() {
            return switch (kind) {
                case WORD -> text;
                case PHRASE -> '"' + text + '"';
                case PREFIX -> text + '*';
            };
        }
    }

    static Optional<TextQuery> parse(Parameters parameters) {
        List<Field> fields = fields(parameters);
        Optional<TextQuery> text = parameters
                .one(PARAMETER)
                .map(written -> of(written, fields))
                .filter(search -> search.isUsable(parameters));
        if (!parameters.has(PARAMETER) && parameters.has(FIELDS)) {
            parameters.fault(Fault.query(FIELDS, "needs-q", "q.in requires a search in q."));
        }
        return text;
    }

    /** Reads the words; whatever they are, there is a reading of them. */
    public static TextQuery of(String written, List<Field> fields) {
        String line = SPACES.matcher(written).replaceAll(" ").strip();
        String seen =
                UNSEEN.matcher(Normalizer.normalize(line, Normalizer.Form.NFC)).replaceAll("");
        return new TextQuery(line, new Reader(QUOTES.matcher(seen).replaceAll("\"")).parts(), fields);
    }

    private static List<Field> fields(Parameters parameters) {
        Optional<String> names = parameters.list(FIELDS);
        List<Field> fields = new ArrayList<>();
        for (String name : names.map(list -> list.split(",")).orElse(new String[0])) {
            if (parameters.isOneOf(FIELDS, name, FIELD_NAMES)) {
                fields.add(Field.values()[FIELD_NAMES.indexOf(name)]);
            }
        }
        return fields.isEmpty()
                ? List.of(Field.values())
                : fields.stream().distinct().sorted().toList();
    }

    private boolean isUsable(Parameters parameters) {
        String fault = null;
        if (written.length() > LONGEST) {
            fault = "too-long";
        } else if (parts.isEmpty()) {
            fault = "no-words";
        } else if (parts.stream()
                        .mapToInt(part -> part.text().split(" ").length)
                        .sum()
                > MOST_WORDS) {
            fault = "too-many-words";
        } else if (parts.stream()
                .anyMatch(part -> part.kind() == Kind.PREFIX
                        && part.text().codePointCount(0, part.text().length()) < SHORTEST_PREFIX)) {
            fault = "prefix-too-short";
        }
        if (fault != null) {
            parameters.fault(Fault.query(
                            PARAMETER, fault, "The search \"" + Parameters.shown(written) + "\" " + said(fault) + ".")
                    .allowing(List.of("up to " + MOST_WORDS + " words in up to " + LONGEST
                            + " characters: words, \"phrases\", -not, prefix* with at least " + SHORTEST_PREFIX
                            + " letters")));
        }
        return fault == null;
    }

    private static String said(String fault) {
        return switch (fault) {
            case "too-long" -> "has more than " + LONGEST + " characters";
            case "too-many-words" -> "has more than " + MOST_WORDS + " words";
            case "prefix-too-short" -> "has a prefix with fewer than " + SHORTEST_PREFIX + " letters";
            default -> "has no words";
        };
    }

    /** The parameters, as links repeat them. */
    Query query() {
        return new Query()
                .add(PARAMETER, written)
                .add(
                        FIELDS,
                        fields.size() == Field.values().length
                                ? null
                                : String.join(
                                        ",", fields.stream().map(Field::wire).toList()));
    }

    /** Takes a line apart. */
    private static final class Reader {
        private final String line;
        private final List<Part> parts = new ArrayList<>();
        private int at;

        Reader(String line) {
            this.line = line;
        }

        List<Part> parts() {
            while (at < line.length()) {
                boolean excluded = false;
                while (at < line.length() && (line.charAt(at) == '-' || line.charAt(at) == ' ')) {
                    // A minus that stands alone excludes nothing.
                    excluded = line.charAt(at) == '-';
                    at++;
                }
                if (at < line.length()) {
                    part(excluded);
                }
            }
            return List.copyOf(parts);
        }

        private void part(boolean excluded) {
            int closing = line.charAt(at) == '"' ? line.indexOf('"', at + 1) : -1;
            if (closing > 0) {
                add(line.substring(at + 1, closing), Kind.PHRASE, excluded);
                at = closing + 1;
                return;
            }
            int end = at + 1;
            while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '"') {
                end++;
            }
            String word = line.substring(at, end);
            add(word, word.endsWith("*") ? Kind.PREFIX : Kind.WORD, excluded);
            at = end;
        }

        private void add(String raw, Kind kind, boolean excluded) {
            String text = raw.replaceAll("[\"*\\\\]", " ").strip().replaceAll("\\s+", " ");
            if (text.codePoints().anyMatch(Reader::says)) {
                parts.add(new Part(text, text.contains(" ") ? Kind.PHRASE : kind, excluded));
            }
        }

        private static boolean says(int character) {
            return Character.isLetterOrDigit(character)
                    || Character.getType(character) == Character.OTHER_SYMBOL
                    || Character.getType(character) == Character.CURRENCY_SYMBOL;
        }
    }
}
