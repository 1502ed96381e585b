/**
 * Live, ready and metrics, on a port of their own. Called by {@code launch}; verticles add what
 * must hold before they are ready.
 */
package io.laurel.management;
