/**
 * Bodies too long for one piece: sent at the reader's pace from memory or disk, and limited in number.
 */
package org.communique.http.streaming;
