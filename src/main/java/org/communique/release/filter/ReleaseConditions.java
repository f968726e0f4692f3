package org.communique.release.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communique.taxonomy.Terms;

/** A filter as conditions on {@code PressRelease r}, in the query language of the persistence unit. */
public final class ReleaseConditions {
    private final StringBuilder where = new StringBuilder("1 = 1");
    private final Map<String, Object> values = new HashMap<>();
    private final List<String> languages;

    public ReleaseConditions(ReleaseFilter filter, Terms terms) {
        languages = filter.languages();
        filter.criteria().forEach(criterion -> criterion.narrow(this, terms));
    }

    /** That a text is the one that the filter shows: the original, or the first language of the look-up that exists. */
    public String shown(String alias) {
        if (languages.isEmpty()) {
            return alias + ".original = true";
        }
        StringBuilder any = new StringBuilder("(");
        for (int i = 0; i < languages.size(); i++) {
            any.append(i == 0 ? "" : " or ")
                    .append(alias)
                    .append(".language = ")
                    .append(bind(languages.get(i)));
            if (i > 0) {
                any.append(" and not exists (select 1 from ReleaseText e where e.releaseId = r.id and e.language in ")
                        .append(bind(languages.subList(0, i)))
                        .append(")");
            }
        }
        return any.append(")").toString();
    }

    public void and(String condition) {
        where.append(" and ").append(condition);
    }

    public String bind(Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    public String where() {
        return where.toString();
    }

    public Map<String, Object> values() {
        return values;
    }
}
