package org.communique.representation;

import io.quarkus.arc.All;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.communique.http.cache.ReadResult;
import org.communique.http.request.Parameters;
import org.communique.representation.document.ArticleLists;
import org.communique.representation.download.DownloadReads;
import org.communique.representation.download.DownloadWriter;
import org.communique.representation.format.Format;
import org.communique.representation.syndication.FeedReads;
import org.communique.representation.syndication.FeedWriter;
import org.communique.sequence.Snapshot;

/** Who answers for the list in which representation. */
@ApplicationScoped
class ListFormats {
    @Inject
    FeedReads feeds;

    @Inject
    @All
    List<FeedWriter> feedWriters;

    @Inject
    DownloadReads downloads;

    @Inject
    @All
    List<DownloadWriter> downloadWriters;

    @Inject
    ArticleLists articles;

    private final Map<Format, BiFunction<Snapshot, Parameters, ReadResult>> reads = new EnumMap<>(Format.class);

    @PostConstruct
    void register() {
        feedWriters.forEach(writer ->
                reads.put(writer.format(), (snapshot, parameters) -> feeds.read(snapshot, parameters, writer)));
        downloadWriters.forEach(writer ->
                reads.put(writer.format(), (snapshot, parameters) -> downloads.read(snapshot, parameters, writer)));
        reads.put(Format.JSON_LD, articles::read);
    }

    /** Whether a representation may have the whole list. */
    boolean isDownload(String suffix) {
        return downloadWriters.stream()
                .anyMatch(writer -> writer.format().suffix().equals(suffix));
    }

    /** The read behind a suffix; ends the request with 404 where there is none. */
    BiFunction<Snapshot, Parameters, ReadResult> by(String suffix) {
        return Format.bySuffix(suffix, Format.OF_LISTS)
                .map(reads::get)
                .orElseThrow(() -> Format.unknown(suffix, Format.OF_LISTS));
    }
}
