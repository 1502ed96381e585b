/** What staff decide about a claim that was made. Called over the bus only. */
package io.laurel.event.claims.decision;
