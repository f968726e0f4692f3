/**
 * Header fields that are written or read in one way everywhere.
 */
package org.communique.http.headers;
