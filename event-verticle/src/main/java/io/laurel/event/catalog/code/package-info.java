/** Codes of coupons: sealed, appended, shown. Called by the rooms that show a claim. */
package io.laurel.event.catalog.code;
