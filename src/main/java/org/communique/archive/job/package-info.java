/**
 * Imports as the API offers them: uploads on disk, their queue, cancelling and resuming, and the import of the sample
 * at first start.
 */
package org.communique.archive.job;
