/**
 * HTTP as this service speaks it: problems, parameters with all their faults at once, conditional and compressed
 * answers, cache lifetimes, paging links and JSON conventions. It knows no press release. It imports {@code value} and
 * {@code sequence}.
 */
package org.communique.web;
