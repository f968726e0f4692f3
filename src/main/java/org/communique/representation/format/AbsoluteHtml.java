package org.communique.representation.format;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/**
 * HTML that is read far from its page: addresses are absolute, as cleaning lets relative ones through, and text that runs
 * from right to left says so.
 */
public final class AbsoluteHtml {
    /** Whatever may hold an address in a body. */
    private static final List<String> ADDRESSES = List.of("href", "src", "cite");

    private static final Pattern RELATIVE = Pattern.compile("(?![A-Za-z][A-Za-z0-9+.-]*:).*", Pattern.DOTALL);

    private AbsoluteHtml() {}

    /** @param base what relative addresses start from */
    public static String of(String html, String base, String language) {
        String absolute = absolute(html, base);
        return ULocale.forLanguageTag(language).isRightToLeft()
                ? "<div dir=\"rtl\" lang=\"" + language + "\">" + absolute + "</div>"
                : absolute;
    }

    private static String absolute(String html, String base) {
        Document document = Jsoup.parseBodyFragment(html, base);
        boolean changed = false;
        for (String attribute : ADDRESSES) {
            for (Element element : document.select("[" + attribute + "]")) {
                String resolved = element.absUrl(attribute);
                if (RELATIVE.matcher(element.attr(attribute)).matches() && !resolved.isEmpty()) {
                    element.attr(attribute, resolved);
                    changed = true;
                }
            }
        }
        if (!changed) {
            return html;
        }
        document.outputSettings()
                .prettyPrint(false)
                .syntax(Document.OutputSettings.Syntax.xml)
                .escapeMode(Entities.EscapeMode.xhtml);
        return document.body().html();
    }
}
