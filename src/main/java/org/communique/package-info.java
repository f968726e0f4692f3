/**
 * The application class and the map of the packages; nobody imports it. The arrows run one way:
 *
 * <pre>
 * value ← sequence ← web ← access ← taxonomy ← release ← editorial ← exchange
 *                                               release ← push
 * </pre>
 *
 * Each package says in its own {@code package-info} what it owns and what it may import.
 */
package org.communique;
