package io.laurel.auth.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.json.StrictJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The providers that an operator trusts, as a file names them.
 *
 * @param all empty where there is no such file
 */
public record TrustedProviders(List<Provider> all) {
  private static final String KEY = "TRUSTED_ISSUERS";
  private static final int MAX_PROVIDERS = 50;
  private static final long MAX_BYTES = 1_048_576;

  /** Copies the list. */
  public TrustedProviders {
    all = List.copyOf(all);
  }

  /**
   * Reads the file that {@code TRUSTED_ISSUERS} names, which blocks for a moment: for the start of
   * a process.
   *
   * @throws ConfigException where it cannot be read, or anything in it is not as it has to be
   */
  public static TrustedProviders of(Settings settings) {
    int maxKeys = KeySetConfig.of(settings).maxKeys();
    return settings.has(KEY) ? read(settings.path(KEY), maxKeys) : new TrustedProviders(List.of());
  }

  private static TrustedProviders read(Path file, int maxKeys) {
    if (!(content(file) instanceof List<?> entries)
        || entries.isEmpty()
        || entries.size() > MAX_PROVIDERS) {
      throw fault(file, "must be a JSON list of 1 to " + MAX_PROVIDERS + " issuers");
    }
    List<Provider> providers = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String place = "/" + i;
      try {
        providers.add(new ProviderEntry(KeySet.object(entries.get(i)), maxKeys).provider());
      } catch (EntryFault e) {
        String field = e.field().isEmpty() ? place : place + "/" + e.field();
        throw fault(file, field + " " + e.getMessage());
      } catch (IllegalArgumentException e) {
        throw fault(file, place + " " + e.getMessage());
      }
    }
    refuseTwice(file, providers, "name", Provider::name);
    refuseTwice(file, providers, "issuer", Provider::issuer);
    return new TrustedProviders(providers);
  }

  private static Object content(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw fault(file, "has more than " + MAX_BYTES + " bytes");
      }
      Object content = StrictJson.read(Files.readAllBytes(file));
      return content == null ? "" : content;
    } catch (JsonProcessingException | CharacterCodingException e) {
      // Not in its own words, which quote the file.
      throw fault(file, "is no JSON in UTF-8, or says something twice");
    } catch (IOException e) {
      throw fault(file, "cannot be read");
    }
  }

  private static void refuseTwice(
      Path file, List<Provider> providers, String field, Function<Provider, String> of) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < providers.size(); i++) {
      if (!known.add(of.apply(providers.get(i)))) {
        throw fault(file, "/" + i + "/" + field + " is there twice");
      }
    }
  }

  private static ConfigException fault(Path file, String what) {
    return new ConfigException(KEY + " names " + file + ": it " + what);
  }

  /** What usernames of their players begin with. */
  public List<String> names() {
    return all.stream().map(Provider::name).toList();
  }
}
