package org.communique.search.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;

/** Writes places of a text as HTML in which each word found is a {@code mark} and everything else is escaped. */
final class HighlightedPassages extends PassageFormatter {
    @Override
    public List<String> format(Passage[] passages, String text) {
        List<String> places = new ArrayList<>();
        for (Passage passage : passages) {
            StringBuilder place = new StringBuilder();
            int at = passage.getStartOffset();
            for (int i = 0; i < passage.getNumMatches(); i++) {
                int start = Math.max(at, passage.getMatchStarts()[i]);
                int end = Math.min(passage.getEndOffset(), passage.getMatchEnds()[i]);
                if (end > start) {
                    escape(text, at, start, place);
                    place.append("<mark>");
                    escape(text, start, end, place);
                    place.append("</mark>");
                    at = end;
                }
            }
            escape(text, at, passage.getEndOffset(), place);
            places.add(place.toString().strip());
        }
        return places;
    }

    private static void escape(String text, int from, int to, StringBuilder into) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> into.append("&amp;");
                case '<' -> into.append("&lt;");
                case '>' -> into.append("&gt;");
                case '"' -> into.append("&quot;");
                default -> into.append(c);
            }
        }
    }
}
