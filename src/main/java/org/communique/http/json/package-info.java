/**
 * JSON conventions: how values are written, and how request bodies are read with all their faults at once.
 */
@NullMarked
package org.communique.http.json;

import org.jspecify.annotations.NullMarked;
