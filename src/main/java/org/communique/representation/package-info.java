/**
 * Every representation of press releases besides the JSON of the API, in sub-packages by role. Here: which of them
 * answers.
 */
@NullMarked
package org.communique.representation;

import org.jspecify.annotations.NullMarked;
