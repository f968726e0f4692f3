package org.communique.representation.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communique.release.content.ReleaseContent;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.Format;
import org.communique.representation.format.Site;
import org.communique.representation.format.Withdrawn;

/**
 * A release as it is read on paper: notice of withdrawal, title, dateline and body, attachments, contacts, source. Parts
 * and paragraphs are separated by a blank line, and no line is broken that the text does not break.
 */
@ApplicationScoped
class TextWriter implements ReleaseWriter {
    @Inject
    Site site;

    @Override
    public Format format() {
        return Format.TEXT;
    }

    @Override
    public byte[] write(ReleaseView release) {
        List<String> parts = new ArrayList<>();
        if (Withdrawn.is(release)) {
            parts.add(Withdrawn.notice(release));
        }
        parts.add(release.title());
        parts.add(Dateline.of(release) + " – " + release.body().text());
        if (!release.attachments().isEmpty()) {
            parts.add(headed("Attachments", release.attachments().stream().map(TextWriter::attachment)));
        }
        if (!release.contacts().isEmpty()) {
            parts.add(headed("Contacts", release.contacts().stream().map(TextWriter::contact)));
        }
        parts.add(source(release));
        return (String.join("\n\n", parts) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String headed(String heading, Stream<String> lines) {
        return heading + "\n" + lines.collect(Collectors.joining("\n"));
    }

    private static String attachment(ReleaseContent.Attachment attachment) {
        return attachment.title() == null ? attachment.href() : attachment.title() + ": " + attachment.href();
    }

    private static String contact(ReleaseContent.Contact contact) {
        return Stream.of(contact.name(), contact.role(), contact.organisation(), contact.phone(), contact.email())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private String source(ReleaseView release) {
        String names = release.sources().isEmpty()
                ? site.config().publisher().name()
                : release.sources().stream().map(ReleaseView.TermRef::name).collect(Collectors.joining(", "));
        return "Source: " + names + "\n" + site.page(release);
    }
}
