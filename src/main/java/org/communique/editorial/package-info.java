/**
 * The draft store, and one class for each editorial verb with its preconditions on top; merging and deleting terms too.
 * Nothing public reads it. It imports {@code value}, {@code sequence}, {@code web}, {@code access}, {@code taxonomy} and
 * {@code release}.
 */
package org.communique.editorial;
