package io.laurel.auth.credential;

import io.laurel.auth.password.PasswordFeature;
import io.laurel.auth.throttle.ThrottleFeature;
import io.laurel.auth.user.UserFeature;
import io.laurel.bus.Endpoints;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;

/** What users prove themselves by, and change. */
public final class CredentialFeature implements Feature {
  private final CredentialCheck check;
  private final PasswordChange change;
  private final ProfileChange profile;

  /** Proves those users, as often as that throttle lets it. */
  public CredentialFeature(
      Site site, UserFeature users, PasswordFeature passwords, ThrottleFeature throttle) {
    check = new CredentialCheck(users.logins(), passwords.passwords(), throttle.throttle());
    ProvenChanges changes = new ProvenChanges(users.service(), check, users.changes());
    change = new PasswordChange(users.service(), changes, passwords.passwords(), site.clock());
    profile = new ProfileChange(changes, users.reserved(), site.ids(), site.clock());
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("auth.changePassword", change::change)
        .serve("auth.updateProfile", profile::change);
  }

  /** What proves users. */
  public CredentialCheck check() {
    return check;
  }
}
