/**
 * Makes guessing wait: counts the failed logins of accounts, devices and addresses. Called by
 * credentials; users and sessions ask it what a device is.
 */
package io.laurel.auth.throttle;
