/**
 * Values that know nothing of the service: slugs, language tags, safe HTML, identifiers, instants and the clock.
 */
@NullMarked
package org.communique.value;

import org.jspecify.annotations.NullMarked;
