package io.laurel.standalone.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network namespace with an address of its own for each process, all joined by a router that is
 * one too, in which packets are lost by rules. Needs Linux, root and {@code ip}; leaves nothing
 * behind, and changes nothing of the machine's own network but a route to itself.
 */
final class Namespaces implements Ground {
  private static final int FIRST_PORT = 5_700;

  /** The network of this JVM; those below are of places. */
  private static final int HERE = 250;

  private final String name = "laurel" + ProcessHandle.current().pid();
  private final String router = name + "r";
  private final Map<Integer, Place> places = new HashMap<>();
  private final List<String> namespaces = new ArrayList<>();
  private final List<List<String>> cuts = new ArrayList<>();

  Namespaces() {
    add(router);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    inside(
        router,
        "sysctl",
        "-qw",
        "net.ipv4.ip_forward=1",
        // What comes the other way of a cut would be taken for forged.
        "net.ipv4.conf.all.rp_filter=0",
        "net.ipv4.conf.default.rp_filter=0");
    String here = "lc" + HERE;
    Shell.run(
        "ip", "link", "add", here, "type", "veth", "peer", "name", "outside", "netns", router);
    Shell.run("ip", "address", "add", address(HERE) + "/24", "dev", here);
    Shell.run("ip", "link", "set", here, "up");
    inside(router, "ip", "address", "add", gateway(HERE) + "/24", "dev", "outside");
    inside(router, "ip", "link", "set", "outside", "up");
    Shell.run("ip", "route", "add", "10.77.0.0/16", "via", gateway(HERE));
  }

  private static String address(int network) {
    return "10.77." + network + ".2";
  }

  private static String gateway(int network) {
    return "10.77." + network + ".1";
  }

  private void add(String namespace) {
    Shell.run("ip", "netns", "add", namespace);
    namespaces.add(namespace);
    inside(namespace, "ip", "link", "set", "lo", "up");
  }

  private static void inside(String namespace, String... words) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(List.of(words));
    Shell.run(all.toArray(String[]::new));
  }

  @Override
  public synchronized Place place(int number) {
    return places.computeIfAbsent(number, this::settle);
  }

  private Place settle(int number) {
    int network = number + 1;
    String own = name + "n" + number;
    String link = "n" + number;
    add(own);
    Shell.run(
        "ip", "-n", own, "link", "add", "eth0", "type", "veth", "peer", "name", link, "netns",
        router);
    inside(own, "ip", "address", "add", address(network) + "/24", "dev", "eth0");
    inside(own, "ip", "link", "set", "eth0", "up");
    inside(router, "ip", "address", "add", gateway(network) + "/24", "dev", link);
    inside(router, "ip", "link", "set", link, "up");
    inside(own, "ip", "route", "add", "default", "via", gateway(network));
    return new Place(address(network), FIRST_PORT, List.of("/usr/sbin/ip", "netns", "exec", own));
  }

  @Override
  public synchronized void cut(Place from, Place to) {
    List<String> rule = List.of("from", from.host(), "to", to.host(), "blackhole");
    rule("add", rule);
    cuts.add(rule);
  }

  @Override
  public synchronized void mend() {
    cuts.forEach(rule -> rule("del", rule));
    cuts.clear();
  }

  private void rule(String verb, List<String> rule) {
    List<String> words = new ArrayList<>(List.of("ip", "rule", verb));
    words.addAll(rule);
    inside(router, words.toArray(String[]::new));
  }

  /** Links and routes go with them, once nobody lives there any more. */
  @Override
  public synchronized void close() {
    namespaces.forEach(namespace -> Shell.run("ip", "netns", "del", namespace));
    namespaces.clear();
  }
}
