/**
 * The four vocabularies (fields of work, countries, organizational units, meeting series) and the navigation. It knows no
 * press release: how often a term is used comes through {@link org.communique.taxonomy.UseCounts}. It imports
 * {@code value}, {@code sequence}, {@code web} and {@code access}.
 */
package org.communique.taxonomy;
