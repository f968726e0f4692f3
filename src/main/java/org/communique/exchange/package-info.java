/**
 * The archive format, in and out: an archive as newline-delimited JSON becomes terms and releases of the live store. The
 * reference data and the sample of a first start come through the same importer. It imports {@code value},
 * {@code sequence}, {@code web}, {@code access}, {@code taxonomy}, {@code release} and {@code editorial}.
 */
package org.communique.exchange;
