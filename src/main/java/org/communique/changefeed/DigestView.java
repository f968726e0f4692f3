package org.communique.changefeed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.communique.release.bitmap.ReleaseVersion;
import org.communique.sequence.Snapshot;
import org.communique.value.Sha256;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What proves a copy equal: the count and one hash over all, and the same for each month. A hash is SHA-256 in hexadecimal
 * over a line {@code id revision} for each release, ended by a line feed, in the order of the ids as text.
 */
@Schema(name = "Digest")
public record DigestView(int count, long sequence, UUID store, String hash, List<Month> months) {
    /** The releases of one month of {@code date}. */
    @Schema(name = "DigestMonth")
    public record Month(String month, int count, String hash) {}

    static DigestView of(Snapshot snapshot, List<ReleaseVersion> marks) {
        SortedMap<String, List<String>> lines = new TreeMap<>();
        List<String> all = new ArrayList<>(marks.size());
        marks.stream()
                .sorted(Comparator.comparing(mark -> mark.id().toString()))
                .forEach(mark -> {
                    String line = mark.id() + " " + mark.revision() + "\n";
                    all.add(line);
                    lines.computeIfAbsent(mark.day().toString().substring(0, 7), month -> new ArrayList<>())
                            .add(line);
                });
        List<Month> months = new ArrayList<>();
        lines.forEach((month, its) -> months.add(new Month(month, its.size(), hash(its))));
        return new DigestView(all.size(), snapshot.number(), snapshot.store(), hash(all), months);
    }

    private static String hash(List<String> lines) {
        MessageDigest digest = Sha256.digest();
        lines.forEach(line -> digest.update(line.getBytes(StandardCharsets.US_ASCII)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
