/**
 * Press releases as the public reads them, in sub-packages by role. Here: their resource, single releases, their
 * history, and their JSON in lists.
 */
package org.communique.release;
