/**
 * The tables of the live store.
 */
package org.communique.release.entity;
