/**
 * Values that know nothing of the service: slugs, language tags, safe HTML, identifiers, instants and the clock. It
 * imports no other package of the project.
 */
package org.communique.value;
