/**
 * Lists as files of rows: CSV and newline-delimited JSON.
 */
package org.communique.representation.download;
