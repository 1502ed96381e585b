package io.laurel.cluster;

import io.laurel.config.ConfigException;
import io.laurel.net.Addresses;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address by which this process is a member: its own, never a name. Left to itself Hazelcast
 * takes the name in {@code CLUSTER_MEMBERS} that resolves to it, and where several processes stand
 * behind one name they are one member.
 */
final class OwnAddress {
  private static final Logger LOG = LoggerFactory.getLogger(OwnAddress.class);
  private static final String LOOPBACK = "127.0.0.1";

  /** Names of others that are started at the same time may take a while to resolve. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(500);

  /** What this machine and its network say. */
  interface Machine {
    /** Its own addresses by which others may reach it: IPv4, none of loopback. */
    List<InetAddress> own();

    /** Whether a port can be listened on at that address. */
    boolean listens(InetAddress address);

    /** The IPv4 addresses of a name or address; none where nobody knows it. */
    List<InetAddress> resolve(String host);

    /** From which own address packets to that one leave; null where no way leads there. */
    @Nullable InetAddress routeTo(InetAddress peer);

    /** Waits a moment. */
    void pause() throws InterruptedException;
  }

  private final Machine machine;
  private final Duration patience;

  OwnAddress(Machine machine, Duration patience) {
    this.machine = machine;
    this.patience = patience;
  }

  /** Of the machine that this runs on. Blocks while names are looked up. */
  static InetAddress of(ClusterConfig config) {
    return new OwnAddress(new ThisMachine(), PATIENCE).find(config);
  }

  /**
   * {@code CLUSTER_ADDRESS} where it is set; loopback where all members are there; the only address
   * where there is one; else the one from which most of the members are reached.
   */
  InetAddress find(ClusterConfig config) {
    InetAddress given = config.address();
    if (given != null) {
      if (!machine.listens(given)) {
        throw new ConfigException(
            "CLUSTER_ADDRESS must be an address of this machine; "
                + given.getHostAddress()
                + " is none, it has "
                + written(machine.own()));
      }
      return given;
    }
    if (config.onLoopback()) {
      return literal(LOOPBACK);
    }
    List<InetAddress> own = machine.own();
    if (own.size() == 1) {
      return own.get(0);
    }
    InetAddress found = byRoutes(config.hosts(), own);
    LOG.info("Of {} this process is a member by {}", written(own), found.getHostAddress());
    return found;
  }

  private InetAddress byRoutes(List<String> hosts, List<InetAddress> own) {
    long end = System.nanoTime() + patience.toNanos();
    do {
      Optional<InetAddress> found = mostUsed(hosts, own);
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    } while (System.nanoTime() < end);
    throw new ConfigException(
        "CLUSTER_ADDRESS must say which of "
            + written(own)
            + " this process is a member by: none of CLUSTER_MEMBERS ("
            + String.join(",", hosts)
            + ") is known, so that no way to them tells");
  }

  private void pause() {
    try {
      machine.pause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigException("Interrupted while it looked for its own address");
    }
  }

  /**
   * Each address of a member is a vote for the own address that leads there. An address of our own
   * says little, as a name that stands for this process may have one in each network: it counts
   * only where there is nobody else.
   */
  private Optional<InetAddress> mostUsed(List<String> hosts, List<InetAddress> own) {
    Map<InetAddress, Integer> byOthers = new LinkedHashMap<>();
    Map<InetAddress, Integer> byOwn = new LinkedHashMap<>();
    for (String host : hosts) {
      for (InetAddress peer : machine.resolve(host)) {
        InetAddress route = own.contains(peer) ? peer : machine.routeTo(peer);
        if (route != null) {
          (own.contains(peer) ? byOwn : byOthers).merge(route, 1, Integer::sum);
        }
      }
    }
    Map<InetAddress, Integer> votes = new HashMap<>(byOthers.isEmpty() ? byOwn : byOthers);
    // Loopback is for those who have nothing else.
    if (votes.keySet().stream().anyMatch(address -> !address.isLoopbackAddress())) {
      votes.keySet().removeIf(InetAddress::isLoopbackAddress);
    }
    return votes.entrySet().stream()
        .max(
            Map.Entry.<InetAddress, Integer>comparingByValue()
                .thenComparing(vote -> -order(own, vote.getKey())))
        .map(Map.Entry::getKey);
  }

  private static String written(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
  }

  private static int order(List<InetAddress> own, InetAddress address) {
    int index = own.indexOf(address);
    return index < 0 ? own.size() : index;
  }

  private static InetAddress literal(String address) {
    return Addresses.parse(address).orElseThrow();
  }

  /** Asks the operating system. */
  static final class ThisMachine implements Machine {
    /** Nothing is sent there. */
    private static final int ANY_PORT = 5701;

    @Override
    public List<InetAddress> own() {
      try {
        return NetworkInterface.networkInterfaces()
            .filter(ThisMachine::isUp)
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet4Address.class::isInstance)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
      } catch (SocketException e) {
        throw new ConfigException(
            "CLUSTER_ADDRESS must say by which address this process is a member: the system does"
                + " not tell its own: "
                + e.getMessage());
      }
    }

    private static boolean isUp(NetworkInterface network) {
      try {
        return network.isUp();
      } catch (SocketException e) {
        // It went away while we looked.
        return false;
      }
    }

    @Override
    public boolean listens(InetAddress address) {
      try (ServerSocket tried = new ServerSocket(0, 1, address)) {
        return tried.isBound();
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public List<InetAddress> resolve(String host) {
      try {
        return Arrays.stream(InetAddress.getAllByName(host))
            .filter(Inet4Address.class::isInstance)
            .toList();
      } catch (UnknownHostException e) {
        return List.of();
      }
    }

    @Override
    public @Nullable InetAddress routeTo(InetAddress peer) {
      try (DatagramSocket socket = new DatagramSocket()) {
        // Of a datagram socket this only chooses the way: no packet leaves.
        socket.connect(new InetSocketAddress(peer, ANY_PORT));
        InetAddress local = socket.getLocalAddress();
        return local instanceof Inet4Address && !local.isAnyLocalAddress() ? local : null;
      } catch (IOException e) {
        return null;
      }
    }

    @Override
    public void pause() throws InterruptedException {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }
}
