package io.laurel.cluster;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.net.Addresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a process finds its cluster.
 *
 * @param name only members of the same name find each other; no secret
 * @param members {@code host} or {@code host:port} of members to ask for the others; need not name
 *     all
 * @param port the first port tried for membership; the next free one is taken, so that several
 *     members start on one machine
 * @param address by which this process is a member; null: it finds it
 * @param busPort port of the event bus; 0 takes a free one and tells the others; null: one below
 *     {@code port}, or a free one where that is taken, as by another member on this machine
 */
record ClusterConfig(
    String name,
    List<String> members,
    @Nullable InetAddress address,
    int port,
    @Nullable Integer busPort) {
  private static final Pattern MEMBER =
      Pattern.compile("(?<host>[A-Za-z0-9][A-Za-z0-9._-]*)(:(?<port>[0-9]{1,5}))?");

  /** Reads {@code CLUSTER_*}. */
  static ClusterConfig of(Settings settings) {
    List<String> members =
        Arrays.stream(settings.text("CLUSTER_MEMBERS").split(","))
            .map(String::strip)
            .filter(member -> !member.isEmpty())
            .toList();
    if (members.isEmpty() || !members.stream().allMatch(ClusterConfig::isMember)) {
      throw new ConfigException(
          "CLUSTER_MEMBERS takes names or IPv4 addresses, each with or without a port, separated by"
              + " commas, such as 10.0.0.1:5701,10.0.0.2:5701; not "
              + settings.text("CLUSTER_MEMBERS"));
    }
    return new ClusterConfig(
        settings.text("CLUSTER_NAME"),
        members,
        address(settings.textOrNull("CLUSTER_ADDRESS")),
        settings.integer("CLUSTER_PORT", 1, 65_535),
        settings.has("CLUSTER_BUS_PORT") ? settings.port("CLUSTER_BUS_PORT") : null);
  }

  private static @Nullable InetAddress address(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Addresses.parse(text)
        .filter(Inet4Address.class::isInstance)
        .filter(address -> !address.isAnyLocalAddress())
        .orElseThrow(
            () ->
                new ConfigException(
                    "CLUSTER_ADDRESS takes one IPv4 address of this machine, by which the other"
                        + " members reach it, not "
                        + text));
  }

  /** The members without their ports. */
  List<String> hosts() {
    return members.stream().map(member -> member.split(":", 2)[0]).toList();
  }

  /** Whether every member is on this machine. */
  boolean onLoopback() {
    return hosts().stream().allMatch(ClusterConfig::isLoopback);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || Addresses.parse(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static boolean isMember(String member) {
    Matcher matcher = MEMBER.matcher(member);
    return matcher.matches()
        && (matcher.group("port") == null || Integer.parseInt(matcher.group("port")) <= 65_535);
  }
}
