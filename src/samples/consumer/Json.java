import java.util.ArrayList;
import java.util.List;

/**
 * A piece of JSON as it came, so that a release is saved byte for byte. It is taken apart only where a member is asked
 * for; what is missing is null, like null itself. A partner with a JSON library has no need of this.
 */
record Json(String text) {
    /** The member of an object. */
    Json get(String name) {
        List<Json> parts = items();
        for (int at = 0; at + 1 < parts.size(); at += 2) {
            if (name.equals(parts.get(at).string())) {
                return parts.get(at + 1);
            }
        }
        return new Json("null");
    }

    /** The text of a string, else null. None of the strings that are read here holds an escape. */
    String string() {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : null;
    }

    long number() {
        return Long.parseLong(text);
    }

    boolean isTrue() {
        return text.equals("true");
    }

    boolean isNull() {
        return text.equals("null");
    }

    /** The items of an array; of an object the names and the values in turn. */
    List<Json> items() {
        List<Json> items = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '"') {
                at = endOfString(at);
            } else if (next == '{' || next == '[') {
                depth++;
                start = depth == 1 ? at + 1 : start;
            } else if (next == '}' || next == ']' || (depth == 1 && (next == ',' || next == ':'))) {
                if (depth == 1 && !text.substring(start, at).isBlank()) {
                    items.add(new Json(text.substring(start, at).strip()));
                }
                depth -= next == '}' || next == ']' ? 1 : 0;
                start = depth == 1 && (next == ',' || next == ':') ? at + 1 : start;
            }
        }
        return items;
    }

    private int endOfString(int quote) {
        int at = quote + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
