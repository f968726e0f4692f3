/**
 * Reading a request: path, query parameters with all their faults at once, languages, and cursors and links of lists.
 */
package org.communique.http.request;
