/**
 * The WebSub hub: subscribing, verifying and distributing.
 */
package org.communique.push.hub;
