/**
 * Pages of a list, each by the cursor that the one before gave. Called by every service and store
 * that lists something.
 */
@NullMarked
package io.laurel.paging;

import org.jspecify.annotations.NullMarked;
