package org.communique.changefeed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.communique.release.bitmap.ReleaseVersion;
import org.communique.sequence.Snapshot;
import org.communique.value.Sha256;
import org.communique.value.Uuids;
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
        MessageDigest all = Sha256.digest();
        SortedMap<String, MessageDigest> hashes = new TreeMap<>();
        Map<String, Integer> counts = new HashMap<>();
        marks.stream()
                .sorted(Comparator.comparing(ReleaseVersion::id, Uuids::compareUnsigned))
                .forEach(mark -> {
                    byte[] line = (mark.id() + " " + mark.revision() + "\n").getBytes(StandardCharsets.US_ASCII);
                    String month = mark.day().toString().substring(0, 7);
                    all.update(line);
                    hashes.computeIfAbsent(month, unused -> Sha256.digest()).update(line);
                    counts.merge(month, 1, Integer::sum);
                });
        List<Month> months = new ArrayList<>();
        hashes.forEach((month, hash) -> months.add(new Month(month, counts.get(month), hex(hash))));
        return new DigestView(marks.size(), snapshot.number(), snapshot.store(), hex(all), months);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
