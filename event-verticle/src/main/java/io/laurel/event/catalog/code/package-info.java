/** Codes of coupons: sealed, appended, shown. Called by the rooms that show a claim. */
@NullMarked
package io.laurel.event.catalog.code;

import org.jspecify.annotations.NullMarked;
