package org.communique.representation.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communique.http.HttpConfig;
import org.communique.http.json.Json;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.ReleaseKind;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.AbsoluteHtml;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Format;
import org.communique.representation.format.Site;
import org.communique.representation.format.SiteConfig;
import org.communique.representation.format.Withdrawn;
import org.communique.value.Instants;

/** A press release as a news object of IPTC ninjs 3.1, whose members are in lowerCamelCase since 3.0. */
@ApplicationScoped
class Ninjs implements ReleaseWriter {
    private static final String VERSION = "3.1";
    private static final String SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json";
    private static final String PRESS_RELEASE = "http://cv.iptc.org/newscodes/genre/Press_Release";
    private static final String PLAIN = "text/plain";

    @Inject
    Site site;

    @Inject
    HttpConfig web;

    @Inject
    NinjsLinks links;

    @Override
    public Format format() {
        return Format.NINJS;
    }

    @Override
    public byte[] write(ReleaseView release) {
        return write(release, null);
    }

    /** @param embargoedUntil null for what is public */
    byte[] write(ReleaseView release, Instant embargoedUntil) {
        SiteConfig config = site.config();
        return Json.bytes(new Members()
                .put("uri", FeedItem.urn(release.id()))
                .put(
                        "standard",
                        new Members()
                                .put("name", "ninjs")
                                .put("version", VERSION)
                                .put("schema", SCHEMA))
                .put("type", "text")
                .put("representationType", "full")
                .put("version", Integer.toString(release.revision()))
                .put("firstCreated", Instants.write(release.publishedAt()))
                .put("versionCreated", Instants.write(release.updatedAt()))
                .put("contentCreated", Instants.write(startOfDay(release)))
                .put("embargoedUntil", embargoedUntil == null ? null : Instants.write(embargoedUntil))
                .put("pubStatus", Withdrawn.is(release) ? "withheld" : "usable")
                .put("edNote", Withdrawn.is(release) ? Withdrawn.notice(release) : null)
                .put("copyrightHolder", config.publisher().name())
                .put("copyrightNotice", config.rights())
                .put("rightsInfo", config.license().map(license -> new Members().put("linkedRights", license)))
                .put("language", release.language())
                .put("title", release.title())
                .put("slugline", release.slug())
                .put("headlines", List.of(text("main", PLAIN, release.title())))
                .put(
                        "descriptions",
                        release.summary() == null ? null : List.of(text("summary", PLAIN, release.summary())))
                .put("bodies", bodies(release))
                .put("by", by(release))
                .put("located", release.place())
                .put("genres", List.of(genre(release)))
                .put("people", people(release))
                .put("organisations", terms("creator", release.sources()))
                .put("places", terms("about", release.countries()))
                .put("subjects", terms("about", release.fieldsOfWork()))
                .put("events", terms("about", release.meetings()))
                .put("renditions", links.renditions(release))
                .put("associations", links.associations(release))
                .put("altIds", altIds(release)));
    }

    private Instant startOfDay(ReleaseView release) {
        return release.date().atStartOfDay(web.editorial().zone()).toInstant();
    }

    private static Members text(String role, String contentType, String value) {
        return new Members().put("role", role).put("contentType", contentType).put("value", value);
    }

    private List<Members> bodies(ReleaseView release) {
        String plain = release.body().text();
        return List.of(
                text(
                        "main",
                        "text/html",
                        AbsoluteHtml.of(release.body().html(), site.page(release), release.language())),
                text("plain", PLAIN, plain).put("charCount", plain.codePointCount(0, plain.length())));
    }

    /** Of the others IPTC has no code that says the same. */
    private static Members genre(ReleaseView release) {
        return new Members()
                .put("name", release.kind().genre())
                .put("uri", release.kind() == ReleaseKind.PRESS_RELEASE ? PRESS_RELEASE : null);
    }

    private static String by(ReleaseView release) {
        String names = release.sources().stream().map(ReleaseView.TermRef::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names;
    }

    /** Whom the press may ask. */
    private static List<Members> people(ReleaseView release) {
        return release.contacts().stream()
                .map(contact -> new Members()
                        .put("name", contact.name())
                        .put("rel", "contact")
                        .put(
                                "contactInfo",
                                Stream.of(
                                                reach(contact, "phone", contact.phone()),
                                                reach(contact, "email", contact.email()))
                                        .filter(Objects::nonNull)
                                        .toList()))
                .toList();
    }

    /** A way to a person, under the person's role and organisation. */
    private static Members reach(ReleaseContent.Contact contact, String type, String value) {
        String office = Stream.of(contact.role(), contact.organisation())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return value == null
                ? null
                : new Members()
                        .put("type", type)
                        .put("role", "office")
                        .put("name", office.isEmpty() ? null : office)
                        .put("value", value);
    }

    private List<Members> terms(String relation, List<ReleaseView.TermRef> terms) {
        return terms.stream()
                .map(term -> new Members()
                        .put("name", term.name())
                        .put("rel", relation)
                        .put("uri", site.absolute(term.href()))
                        .put("literal", term.code()))
                .toList();
    }

    private static List<Members> altIds(ReleaseView release) {
        return release.externalIds().stream()
                .map(external -> new Members().put("role", external.system()).put("value", external.id()))
                .toList();
    }
}
