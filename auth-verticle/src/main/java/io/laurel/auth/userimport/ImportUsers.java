package io.laurel.auth.userimport;

import io.laurel.audit.MongoAuditStore;
import io.laurel.auth.audit.AuditFeature;
import io.laurel.auth.lastadmin.LastAdminFeature;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.provider.TrustedProviders;
import io.laurel.auth.user.AccountFeature;
import io.laurel.auth.user.ImportAccounts;
import io.laurel.auth.user.ReservedNames;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.feature.Features;
import io.laurel.feature.Site;
import io.laurel.launch.Command;
import io.laurel.launch.Host;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * {@code import-users FILE [--apply]}: takes the accounts of another system's {@code users}
 * collection over. Says of each row what becomes of it; writes nothing without {@code --apply}. A
 * second run changes nothing more.
 */
public final class ImportUsers implements Command {
  public static final String NAME = "import-users";
  public static final String TAKES = "FILE [--apply]";
  public static final String MEANING =
      "takes over the users of another system; says what it would do, and does it with --apply";
  private static final String APPLY = "--apply";
  private static final String DRY_RUN = "--dry-run";

  private final Path file;
  private final boolean apply;

  /**
   * The command with what stands behind it.
   *
   * @throws ConfigException if that is not what it takes
   */
  public ImportUsers(List<String> arguments) {
    boolean known =
        !arguments.isEmpty()
            && arguments.size() <= 2
            && (arguments.size() == 1 || List.of(APPLY, DRY_RUN).contains(arguments.get(1)));
    if (!known) {
      throw new ConfigException("what it takes is: " + NAME + " " + TAKES);
    }
    file = Path.of(arguments.get(0));
    apply = arguments.contains(APPLY);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> settings() {
    return List.of("mongo", "auth");
  }

  @Override
  public void check(Settings settings) {
    MongoConfig.of(settings);
    PasswordConfig.of(settings);
    TrustedProviders.of(settings);
    ExportReader.open(file).close();
  }

  /** Gives 1 where a row was refused. */
  @Override
  public int run(Host host, PrintStream out) {
    Settings settings = host.settings();
    MongoConfig mongo = MongoConfig.of(settings);
    var accounts = MongoDatabase.open(host.vertx(), mongo, settings.text("AUTH_DATABASE"));
    var audit = MongoDatabase.open(host.vertx(), mongo, settings.text("AUDIT_DATABASE"));
    try (ExportReader rows = ExportReader.open(file)) {
      ImportAccounts users =
          users(Site.of(host, host.vertx(), accounts, new MongoAuditStore(audit)));
      ReservedNames reserved = new ReservedNames(TrustedProviders.of(settings).names());
      RowCheck check = new RowCheck(host.contract(), PasswordConfig.of(settings), reserved);
      return print(rows, new UserImport(users, check, host.clock(), apply), out);
    } finally {
      accounts.close().eventually(audit::close).await();
    }
  }

  private ImportAccounts users(Site site) {
    var accounts = new AccountFeature(site);
    var lastAdmin = new LastAdminFeature(site, accounts);
    if (apply) {
      Features.prepare(List.of(new AuditFeature(site, accounts), accounts, lastAdmin)).await();
    }
    return accounts.imported(lastAdmin.guard());
  }

  private static int print(ExportReader rows, UserImport users, PrintStream out) {
    Map<RowResult.Outcome, Integer> counts = new EnumMap<>(RowResult.Outcome.class);
    try {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        RowResult result = users.take(row).await();
        counts.merge(result.outcome(), 1, Integer::sum);
        out.println(result);
      }
    } finally {
      // Also where the file could not be read to its end: what was done is done.
      printTotal(counts, out);
    }
    return counts.containsKey(RowResult.Outcome.REFUSED) ? 1 : 0;
  }

  private static void printTotal(Map<RowResult.Outcome, Integer> counts, PrintStream out) {
    StringJoiner summary = new StringJoiner(", ", "total: ", "");
    summary.setEmptyValue("total: no rows");
    counts.forEach((outcome, count) -> summary.add(count + " " + outcome));
    out.println(summary);
  }
}
