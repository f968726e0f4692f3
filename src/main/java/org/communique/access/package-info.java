/**
 * Who may do what: API keys, their scopes, the caller of a request, the audit log, and the answers kept for repeated
 * writes. Public reads never ask it anything.
 */
package org.communique.access;
