/**
 * Telling others of changes, by webhook and by the WebSub hub. Here: what concerns the claims of both.
 */
package org.communique.push;
