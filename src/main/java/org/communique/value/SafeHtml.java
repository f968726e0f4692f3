package org.communique.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;
import org.owasp.html.PolicyFactory;

/** The HTML a press release may hold: text, links, lists, tables, quotations and pictures; no script, no style. */
public final class SafeHtml {
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "blockquote",
                    "q",
                    "cite",
                    "strong",
                    "b",
                    "em",
                    "i",
                    "u",
                    "s",
                    "sub",
                    "sup",
                    "small",
                    "abbr",
                    "code",
                    "pre",
                    "table",
                    "caption",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "th",
                    "td",
                    "figure",
                    "figcaption",
                    "span",
                    "div",
                    "a",
                    "img")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            .allowAttributes("href", "hreflang", "title")
            .onElements("a")
            .allowAttributes("src", "alt", "title", "width", "height")
            .onElements("img")
            .allowAttributes("colspan", "rowspan", "scope")
            .onElements("th", "td")
            .allowAttributes("title")
            .onElements("abbr")
            .allowAttributes("cite")
            .onElements("blockquote", "q")
            .allowAttributes("lang", "dir")
            .globally()
            .allowWithoutAttributes("span", "div", "a")
            .withPreprocessor(FewAttributes::new)
            .toFactory();

    private static final Set<String> BLOCKS =
            Set.of("p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption tr figure figcaption div"
                    .split(" "));

    /** Kinds of elements and attributes that are reported. */
    private static final int MOST_REMOVED = 1_000;

    private SafeHtml() {}

    /** What is left of the HTML, and what was taken out of it, such as {@code script} or {@code a[onclick]}. */
    public record Cleaned(String html, List<String> removed) {}

    /** Cleans the HTML. Cleaning what was cleaned changes nothing. */
    public static Cleaned clean(String html) {
        List<String> removed = new ArrayList<>();
        String safe = POLICY.sanitize(PlainText.withoutControls(html), new Removals(), removed);
        return new Cleaned(
                PlainText.withoutControls(safe).strip(),
                removed.stream().distinct().limit(MOST_REMOVED).toList());
    }

    /** Paragraphs separated by a blank line as HTML; a single line break stays one. */
    public static String fromText(String text) {
        StringBuilder html = new StringBuilder(text.length() + 64);
        for (String paragraph :
                PlainText.paragraphs(PlainText.withoutControls(text).strip())) {
            if (!paragraph.isBlank()) {
                String escaped = org.jsoup.nodes.Entities.escape(paragraph.strip());
                html.append("<p>")
                        .append(escaped.replace("\r\n", "<br />").replace("\n", "<br />"))
                        .append("</p>");
            }
        }
        return clean(html.toString()).html();
    }

    /** The text of cleaned HTML: paragraphs separated by a blank line, list items by a line break. */
    public static String toText(String html) {
        Paragraphs paragraphs = new Paragraphs();
        Jsoup.parseBodyFragment(html).body().traverse(paragraphs);
        return paragraphs.text();
    }

    /** The sanitizer compares each attribute of a tag with all others: no more than the first of them are kept. */
    private static final class FewAttributes extends HtmlStreamEventReceiverWrapper {
        private static final int MOST = 50;

        FewAttributes(HtmlStreamEventReceiver next) {
            super(next);
        }

        @Override
        public void openTag(String element, List<String> namesAndValues) {
            super.openTag(
                    element,
                    namesAndValues.size() <= 2 * MOST
                            ? namesAndValues
                            : new ArrayList<>(namesAndValues.subList(0, 2 * MOST)));
        }
    }

    private static final class Removals implements HtmlChangeListener<List<String>> {
        @Override
        public void discardedTag(List<String> removed, String element) {
            removed.add(element);
        }

        @Override
        public void discardedAttributes(List<String> removed, String element, String... attributes) {
            for (String attribute : attributes) {
                removed.add(element + "[" + attribute + "]");
            }
        }
    }

    private static final class Paragraphs implements NodeVisitor {
        private static final String EXPONENTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

        private final StringBuilder out = new StringBuilder();
        private int breaks;
        private int raised;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                String words = PlainText.singleSpaces(text.getWholeText());
                append(raised > 0 ? raised(words) : words);
            } else if (node instanceof Element element && element.nameIs("sup")) {
                raised++;
            } else if (node instanceof Element element && isBlock(element)) {
                breaks = Math.max(breaks, isLine(element) ? 1 : 2);
                if (element.nameIs("li")) {
                    append("• ");
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && element.nameIs("sup")) {
                raised--;
            } else if (node instanceof Element element && isBlock(element)) {
                breaks = Math.max(breaks, isLine(element) ? 1 : 2);
            } else if (node instanceof Element element && (element.nameIs("td") || element.nameIs("th"))) {
                append(" ");
            }
        }

        /** The number of a note stands apart from its word; an exponent stays with its number. */
        private String raised(String text) {
            if (out.length() == 0 || text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return text;
            }
            return Character.isDigit(out.charAt(out.length() - 1))
                    ? text.codePoints()
                            .mapToObj(digit -> String.valueOf(EXPONENTS.charAt(digit - '0')))
                            .collect(Collectors.joining())
                    : " [" + text + "]";
        }

        private void append(String text) {
            boolean atStart = out.length() == 0 || breaks > 0;
            String rest = atStart ? text.stripLeading() : text;
            if (rest.isEmpty()) {
                return;
            }
            if (breaks > 0 && out.length() > 0) {
                stripEnd();
                out.append("\n".repeat(breaks));
            } else if (rest.startsWith(" ") && endsWithSpace()) {
                rest = rest.substring(1);
            }
            breaks = 0;
            out.append(atStart && text.equals("• ") ? text : rest);
        }

        private boolean endsWithSpace() {
            return out.length() > 0 && out.charAt(out.length() - 1) == ' ';
        }

        private void stripEnd() {
            while (endsWithSpace()) {
                out.setLength(out.length() - 1);
            }
        }

        private static boolean isBlock(Element element) {
            return BLOCKS.contains(element.normalName());
        }

        private static boolean isLine(Element element) {
            return element.nameIs("br") || element.nameIs("li") || element.nameIs("tr");
        }

        String text() {
            stripEnd();
            return out.toString();
        }
    }
}
