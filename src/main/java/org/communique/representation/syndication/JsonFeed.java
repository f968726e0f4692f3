package org.communique.representation.syndication;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.communique.release.content.ReleaseContent.Attachment;
import org.communique.release.content.Withdrawal;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.Site;

/** A feed as JSON Feed 1.1 spells it, with what that has no member for in its extension {@code _communique}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record JsonFeed(
        String version,
        String title,
        String homePageUrl,
        String feedUrl,
        String nextUrl,
        String language,
        List<Author> authors,
        List<Hub> hubs,
        @JsonProperty("_communique") Extension extension,
        @JsonInclude(JsonInclude.Include.ALWAYS) Iterable<RawValue> items) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Author(String name, String url) {}

    record Hub(String type, String url) {}

    /**
     * What the feed says beyond JSON Feed.
     *
     * @param about where it is described
     * @param links by relation, those of RFC 5005 among them
     * @param archive whether it is of a month that is over
     * @param tombstones what a reader has to remove, each a {@link Tombstone}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Extension(
            String about,
            Instant updated,
            boolean archive,
            Map<String, String> links,
            String rights,
            String license,
            List<RawValue> tombstones) {}

    /** @param id that of the item that has to go */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Tombstone(String id, Instant at, String reason) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Item(
            String id,
            String url,
            String title,
            String contentHtml,
            String summary,
            String image,
            Instant datePublished,
            Instant dateModified,
            List<Author> authors,
            List<String> tags,
            String language,
            List<File> attachments,
            @JsonProperty("_communique") ItemExtension extension) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record File(String url, String mimeType, String title, Long sizeInBytes) {
        static File of(Attachment attachment) {
            return new File(
                    attachment.href(),
                    Site.mediaType(attachment).orElse("application/octet-stream"),
                    attachment.title(),
                    attachment.size());
        }
    }

    /** What the item says beyond JSON Feed: where it stands, and the codes of its terms. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ItemExtension(
            String href,
            int revision,
            String status,
            Withdrawal withdrawal,
            List<String> sources,
            List<String> fieldsOfWork,
            List<String> countries,
            List<String> meetings) {
        static ItemExtension of(ReleaseView release, String href) {
            return new ItemExtension(
                    href,
                    release.revision(),
                    release.status().wire(),
                    release.withdrawal(),
                    codes(release.sources()),
                    codes(release.fieldsOfWork()),
                    codes(release.countries()),
                    codes(release.meetings()));
        }

        private static List<String> codes(List<ReleaseView.TermRef> terms) {
            return terms.stream().map(ReleaseView.TermRef::code).toList();
        }
    }
}
