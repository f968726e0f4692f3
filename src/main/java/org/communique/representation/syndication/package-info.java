/**
 * Feeds (Atom, RSS, JSON Feed) and the sitemap.
 */
package org.communique.representation.syndication;
