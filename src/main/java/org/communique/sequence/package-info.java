/**
 * The one gapless sequence of the live store: its counter, the change row of each number, and the snapshot in which a
 * number is read together with the rows. Every change of the live store takes its number here, in its own transaction.
 */
package org.communique.sequence;
