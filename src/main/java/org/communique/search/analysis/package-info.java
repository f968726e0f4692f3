/**
 * What texts and words go through before they are compared, by language; both engines use it.
 */
package org.communique.search.analysis;
