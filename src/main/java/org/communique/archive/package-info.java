/**
 * Archives in newline-delimited JSON, in and out. Here: the configuration that imports and the sample share.
 */
package org.communique.archive;
