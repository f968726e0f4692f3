/**
 * The database itself: its configuration and files, time limits, whether it answers, and what its failures mean.
 */
package org.communique.store;
