/** Lists of claims, as pages and as rows to export. Called over the bus only. */
package io.laurel.event.insight.history;
