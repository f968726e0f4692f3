/**
 * Every representation of press releases besides the JSON of the API: feeds, the sitemap, structured data and downloads, each written
 * by a class of its own from the same releases, and the choice between them by suffix or by {@code Accept}. It imports
 * {@code value}, {@code sequence}, {@code web}, {@code access}, {@code taxonomy}, {@code release} and {@code change}.
 */
package org.communique.feed;
