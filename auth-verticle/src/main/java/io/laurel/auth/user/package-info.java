/**
 * Accounts: who opens one, what it may do, and which of its sessions and tokens still count. Called
 * by credentials, sessions and the import, and guarded by lastadmin.
 */
@NullMarked
package io.laurel.auth.user;

import org.jspecify.annotations.NullMarked;
