/**
 * A node's own documents of all public releases, and the JSON of releases made from them.
 */
package org.communique.release.document;
