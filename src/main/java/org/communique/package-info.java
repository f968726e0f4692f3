/**
 * The application class; nobody imports it. {@code src/test/resources/arrows.txt} lists which package uses which others, and a
 * test keeps the list exact and free of cycles. Roughly:
 *
 * <pre>
 * value ← store ← cluster ← sequence ← http ← access ← taxonomy ← release ← editorial ← archive
 *                                                                 release ← changefeed ← representation, search, push
 * </pre>
 */
package org.communique;
