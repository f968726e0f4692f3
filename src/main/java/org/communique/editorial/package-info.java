/**
 * The draft store, and one class for each editorial action with its preconditions on top; merging and deleting terms
 * too. Nothing public reads it.
 */
package org.communique.editorial;
