package org.communique.release;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** A filter as conditions on {@code PressRelease r}, in the query language of the persistence unit. */
final class ReleaseConditions {
    private final StringBuilder where = new StringBuilder("1 = 1");
    private final Map<String, Object> values = new HashMap<>();
    private final ReleaseFilter filter;
    private final Terms terms;

    ReleaseConditions(ReleaseFilter filter, Terms terms) {
        this.filter = filter;
        this.terms = terms;
        filter.terms().forEach(this::terms);
        filter.status().ifPresent(status -> and("r.status = " + bind(status)));
        filter.from().ifPresent(day -> and("r.day >= " + bind(day)));
        filter.to().ifPresent(day -> and("r.day <= " + bind(day)));
        filter.publishedFrom().ifPresent(at -> and("r.publishedAt >= " + bind(at)));
        filter.publishedTo().ifPresent(at -> and("r.publishedAt < " + bind(at)));
        filter.updatedFrom().ifPresent(at -> and("r.updatedAt >= " + bind(at)));
        filter.updatedTo().ifPresent(at -> and("r.updatedAt < " + bind(at)));
        languages();
    }

    private void terms(Vocabulary vocabulary, ReleaseFilter.TermCriteria criteria) {
        if (!criteria.any().isEmpty()) {
            and("exists " + carrying(vocabulary, criteria.any()));
        }
        for (String code : criteria.all()) {
            and("exists " + carrying(vocabulary, List.of(code)));
        }
        if (!criteria.not().isEmpty()) {
            and("not exists " + carrying(vocabulary, criteria.not()));
        }
        criteria.none()
                .ifPresent(none -> and((none ? "not exists" : "exists")
                        + " (select 1 from ReleaseTerm c where c.releaseId = r.id and c.vocabulary = "
                        + bind(vocabulary) + ")"));
    }

    private String carrying(Vocabulary vocabulary, List<String> codes) {
        Set<String> all = new LinkedHashSet<>(codes);
        if (vocabulary == Vocabulary.ORGANIZATIONAL_UNIT && filter.sourceDescendants()) {
            codes.forEach(code -> all.addAll(terms.withDescendants(code)));
        }
        return "(select 1 from ReleaseTerm c where c.releaseId = r.id and c.vocabulary = " + bind(vocabulary)
                + " and c.code in " + bind(all) + ")";
    }

    private void languages() {
        if (!filter.languages().isEmpty()) {
            and("exists (select 1 from ReleaseText l where l.releaseId = r.id and l.language in "
                    + bind(filter.languages()) + ")");
        }
        filter.upToDate().ifPresent(upToDate -> {
            if (filter.languages().isEmpty()) {
                and((upToDate ? "not exists" : "exists")
                        + " (select 1 from ReleaseText u where u.releaseId = r.id and u.upToDate = false)");
            } else {
                and("exists (select 1 from ReleaseText u where u.releaseId = r.id and u.upToDate = " + bind(upToDate)
                        + " and " + shown("u") + ")");
            }
        });
    }

    /** That a text is the one that the filter shows: the original, or the first language of the look-up that exists. */
    String shown(String alias) {
        List<String> languages = filter.languages();
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

    void and(String condition) {
        where.append(" and ").append(condition);
    }

    String bind(Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    String where() {
        return where.toString();
    }

    Map<String, Object> values() {
        return values;
    }
}
