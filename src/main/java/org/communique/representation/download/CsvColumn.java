package org.communique.representation.download;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.communique.release.content.ReleaseContent;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.Site;
import org.communique.representation.format.Withdrawn;
import org.communique.value.Instants;

/** The columns of the CSV list, in their order, each with the member of the JSON release that {@code fields} picks it by. */
enum CsvColumn {
    ID("id", "id", ReleaseView::id),
    REVISION("revision", "revision", ReleaseView::revision),
    STATUS("status", "status", release -> release.status().wire()),
    WITHDRAWAL_REASON(
            "withdrawalReason",
            "withdrawal",
            release -> Withdrawn.is(release) ? release.withdrawal().reason() : null),
    WITHDRAWN_AT(
            "withdrawnAt",
            "withdrawal",
            release ->
                    Withdrawn.is(release) ? Instants.write(release.withdrawal().at()) : null),
    LANGUAGE("language", "language", ReleaseView::language),
    SLUG("slug", "slug", ReleaseView::slug),
    TITLE("title", "title", ReleaseView::title),
    SUMMARY("summary", "summary", ReleaseView::summary),
    BODY_TEXT("bodyText", "body", release -> release.body().text()),
    BODY_HTML("bodyHtml", "body", release -> release.body().html()),
    KIND("kind", "kind", release -> release.kind().wire()),
    DATE("date", "date", ReleaseView::date),
    PLACE("place", "place", ReleaseView::place),
    PUBLISHED_AT("publishedAt", "publishedAt", release -> Instants.write(release.publishedAt())),
    REVISED_AT("revisedAt", "revisedAt", release -> Instants.write(release.revisedAt())),
    UPDATED_AT("updatedAt", "updatedAt", release -> Instants.write(release.updatedAt())),
    SOURCES("sources", "sources", release -> codes(release.sources())),
    FIELDS_OF_WORK("fieldsOfWork", "fieldsOfWork", release -> codes(release.fieldsOfWork())),
    COUNTRIES("countries", "countries", release -> codes(release.countries())),
    MEETINGS("meetings", "meetings", release -> codes(release.meetings())),
    ATTACHMENTS(
            "attachments", "attachments", release -> joined(release.attachments(), ReleaseContent.Attachment::href)),
    LANGUAGES(
            "languages", "translations", release -> joined(release.translations(), ReleaseView.Translation::language)),
    URL("url", "links", (release, site) -> site.page(release));

    /** Between the values of a list; none of the codes, language tags and URIs that are listed can hold it. */
    static final String LIST_SEPARATOR = "|";

    private final String header;
    private final String member;
    private final BiFunction<ReleaseView, Site, Object> value;

    CsvColumn(String header, String member, Function<ReleaseView, Object> value) {
        this(header, member, (release, site) -> value.apply(release));
    }

    CsvColumn(String header, String member, BiFunction<ReleaseView, Site, Object> value) {
        this.header = header;
        this.member = member;
        this.value = value;
    }

    String header() {
        return header;
    }

    String member() {
        return member;
    }

    /** The cell; empty for what the release does not have. */
    String cell(ReleaseView release, Site site) {
        Object cell = value.apply(release, site);
        return cell == null ? "" : cell.toString();
    }

    private static String codes(List<ReleaseView.TermRef> terms) {
        return joined(terms, ReleaseView.TermRef::code);
    }

    private static <T> String joined(List<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(LIST_SEPARATOR));
    }
}
