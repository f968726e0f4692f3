/**
 * What a press release says, and its form in archives.
 */
package org.communique.release.content;
