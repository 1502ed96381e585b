package io.laurel.cluster;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/** What a node is, as its certificate says: {@code OU} of the subject, in lower case. */
enum NodeKind {
  GATEWAY,
  AUTH,
  EVENT,
  /** May call, and serves nothing of the contract. */
  MEMBER;

  /** Those that run a part of the contract. */
  static final Set<NodeKind> SERVICES = Set.of(GATEWAY, AUTH, EVENT);

  /** As a certificate says it. */
  String unit() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name; null for another word. */
  static @Nullable NodeKind named(String unit) {
    return Arrays.stream(values())
        .filter(kind -> kind.unit().equals(unit))
        .findFirst()
        .orElse(null);
  }

  /**
   * Every kind that a certificate says; empty where it says none. Other units say nothing here: an
   * authority may have its own use for them.
   */
  static Set<NodeKind> of(X509Certificate certificate) {
    Set<NodeKind> kinds = EnumSet.noneOf(NodeKind.class);
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("OU") && part.getValue() instanceof String unit) {
          NodeKind kind = named(unit);
          if (kind != null) {
            kinds.add(kind);
          }
        }
      }
    } catch (InvalidNameException e) {
      // A subject that nobody can read says nothing.
      return EnumSet.noneOf(NodeKind.class);
    }
    return kinds;
  }
}
