package org.communique.value;

import java.util.ArrayList;
import java.util.List;

/** Characters of a text, looked at one by one: an archive has so many that regular expressions took a quarter of its import. */
final class PlainText {
    private PlainText() {}

    /** Without what no text may hold: control characters but tab and line ends, lone surrogates, U+FFFE and U+FFFF. */
    static String withoutControls(String text) {
        int length = text.length();
        int at = 0;
        while (at < length && isText(text, at)) {
            at++;
        }
        if (at == length) {
            return text;
        }
        StringBuilder kept = new StringBuilder(length).append(text, 0, at);
        for (; at < length; at++) {
            if (isText(text, at)) {
                kept.append(text.charAt(at));
            }
        }
        return kept.toString();
    }

    private static boolean isText(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x20) {
            return c == '\t' || c == '\n' || c == '\r';
        }
        if (c < 0xd800) {
            return c < 0x7f || c > 0x9f;
        }
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c < 0xfffe;
    }

    /** What blank lines part; some of the parts may be empty. */
    static List<String> paragraphs(String text) {
        List<String> paragraphs = new ArrayList<>();
        int from = 0;
        for (int at = nextLineEnd(text, 0); at < text.length(); at = nextLineEnd(text, at)) {
            int to = afterLineEnd(text, at);
            int lines = 1;
            for (int more = afterLineEnd(text, to); more > to; more = afterLineEnd(text, to)) {
                to = more;
                lines++;
            }
            if (lines > 1) {
                paragraphs.add(text.substring(from, at));
                from = to;
            }
            at = to;
        }
        paragraphs.add(text.substring(from));
        return paragraphs;
    }

    /** Where the next line ends, at CR LF or LF; the length of the text where none does. */
    private static int nextLineEnd(String text, int from) {
        int feed = text.indexOf('\n', from);
        if (feed < 0) {
            return text.length();
        }
        return feed > from && text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
    }

    /** The place after a line's end and the blanks that follow it; the place itself where no line ends there. */
    private static int afterLineEnd(String text, int at) {
        int length = text.length();
        int feed = at + 1 < length && text.charAt(at) == '\r' ? at + 1 : at;
        if (feed >= length || text.charAt(feed) != '\n') {
            return at;
        }
        int next = feed + 1;
        while (next < length && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return next;
    }

    /** With one space for each run of spaces, tabs, line ends and no-break spaces. */
    static String singleSpaces(String text) {
        int length = text.length();
        int at = 0;
        while (at < length && !(isSpace(text.charAt(at)) && (text.charAt(at) != ' ' || followsSpace(text, at + 1)))) {
            at++;
        }
        if (at == length) {
            return text;
        }
        StringBuilder out = new StringBuilder(length).append(text, 0, at);
        while (at < length) {
            char c = text.charAt(at++);
            if (isSpace(c)) {
                out.append(' ');
                while (at < length && isSpace(text.charAt(at))) {
                    at++;
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean followsSpace(String text, int at) {
        return at < text.length() && isSpace(text.charAt(at));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00a0';
    }
}
