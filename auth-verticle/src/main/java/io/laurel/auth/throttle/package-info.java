/**
 * Makes guessing wait: counts the failed logins of accounts, devices and addresses. Called by
 * credentials; users and sessions ask it what a device is.
 */
@NullMarked
package io.laurel.auth.throttle;

import org.jspecify.annotations.NullMarked;
