/**
 * Releases in list order, in columns and bitmaps, and the parts that pages of lists consist of.
 */
package org.communique.release.bitmap;
