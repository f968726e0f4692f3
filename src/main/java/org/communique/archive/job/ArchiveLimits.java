package org.communique.archive.job;

import org.communique.archive.ArchiveConfig;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;

/** Ends an upload that is not worth its size: an archive with too many bytes or lines, or with little in many bytes. */
final class ArchiveLimits {
    /** Up to so many bytes it does not matter how well an archive is compressed. */
    static final long SMALL = 16L << 20;
    /** How gzip begins (RFC 1952 section 2.3.1), and no JSON does. */
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final ArchiveConfig.Imports config;
    private long bytes;
    private long lines;

    ArchiveLimits(ArchiveConfig.Imports config) {
        this.config = config;
    }

    /**
     * Counts what has come.
     *
     * @param compressed how many bytes of the request that and everything before it took
     * @throws ProblemException 400 where it is compressed still, 413 where it is too much
     */
    void take(byte[] buffer, int length, long compressed) {
        if (bytes == 0 && length >= GZIP.length && buffer[0] == GZIP[0] && buffer[1] == GZIP[1]) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "The body is gzip although Content-Encoding does not say so, or it is compressed twice.");
        }
        bytes += length;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                lines++;
            }
        }
        if (bytes > config.maxSize().asLongValue()) {
            throw tooLarge("An archive may have at most " + config.maxSize().asLongValue() + " bytes, uncompressed.");
        }
        if (lines > config.maxLines()) {
            throw tooLarge("An archive may have at most " + config.maxLines() + " lines, including blank ones.");
        }
        if (bytes > SMALL && bytes > compressed * config.maxRatio()) {
            throw tooLarge("An archive of more than " + SMALL + " bytes may be compressed to no less than a "
                    + config.maxRatio() + "th of its size.");
        }
    }

    private static ProblemException tooLarge(String detail) {
        return new ProblemException(ProblemType.CONTENT_TOO_LARGE, detail);
    }
}
