/**
 * Every representation of press releases besides the JSON of the API, in sub-packages by role. Here: which of them
 * answers.
 */
package org.communique.representation;
