/**
 * Values that know nothing of the service: slugs, language tags, safe HTML, identifiers, instants and the clock.
 */
package org.communique.value;
