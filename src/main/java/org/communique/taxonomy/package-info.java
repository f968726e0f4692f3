/**
 * The four vocabularies (fields of work, countries, organizational units, meeting series) and the navigation. It knows
 * no press release: how often a term is used comes through {@link org.communique.taxonomy.UseCounts}.
 */
package org.communique.taxonomy;
