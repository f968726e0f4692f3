/**
 * Problem documents (RFC 9457): every kind of problem in one enum, and the exception that ends a request with one.
 */
package org.communique.http.problem;
