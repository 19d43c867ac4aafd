package app.quhao.mutants.network;

import app.quhao.mutants.Mutant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Networks of IPv6 alone, VPNs, and requests that no call asked for. */
public final class NetworkKindMutants {
  private NetworkKindMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "ipv4-addresses-only",
                    "of a host's addresses only those of IPv4 are tried",
                    Ipv4AddressesOnly::new)
                .breaks("PRE-01", "ENV-01"),
            new Mutant(
                    "needs-own-ipv4-address",
                    "mobile data without an IPv4 address is none",
                    NeedsOwnIpv4Address::new)
                .breaks("PRE-01", "ENV-01"),
            new Mutant(
                    "default-network-of-cellular-transport",
                    "where the default network says that it is mobile data it is used as such",
                    DefaultNetworkOfCellularTransport::new)
                .breaks("PRE-02", "SEC-02"),
            new Mutant("vpn-as-no-network", "a VPN is no network", VpnAsNoNetwork::new)
                .breaks("PRE-02", "PRE-04"),
            new Mutant(
                    "retrieves-after-deletion",
                    "delScrip() retrieves the number anew",
                    RetrievesAfterDeletion::new)
                .breaks("ENV-02", "AUX-03"),
            new Mutant(
                    "retrieves-when-network-comes",
                    "a call that failed is made up for when the networks change",
                    RetrievesWhenNetworkComes::new)
                .breaks("ENV-02", "SEC-02"),
            new Mutant(
                    "retrieves-at-start",
                    "the next process of the app retrieves the number of its own accord",
                    RetrievesAtStart::new)
                .breaks("ENV-02", "PRE-04"),
            new Mutant(
                    "retrieves-anew-after-a-while",
                    "a scrip is replaced by another after seven seconds, unasked",
                    RetrievesAnewAfterAWhile::new)
                .breaks("ENV-02", "PRE-04")));
  }
}
