/**
 * Single releases, terms and lists as structured data or text: ninjs, schema.org, plain text.
 */
package org.communique.representation.document;
