/**
 * Who may do what: API keys, their scopes and the caller of a request. Public reads never ask it anything. It imports
 * {@code value}, {@code sequence} and {@code web}.
 */
package org.communique.access;
