package org.communique.http.cache;

/**
 * A body that is written already, in another representation than JSON.
 *
 * @param mediaType as the Content-Type says it, with its charset where it has one
 */
public record Rendered(String mediaType, byte[] bytes) {}
