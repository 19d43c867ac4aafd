import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The well-known prefix of RFC 6052: on a network of IPv6 alone, DNS64 gives names without an IPv6 address one of these, and NAT64 leads it to the IPv4 address inside. */
const PREFIX = '64:ff9b::';
const PREFIX_BITS = 96;

/** Where traffic to IPv4 addresses comes from on such a network (464XLAT, RFC 7335). */
export const CLAT_ADDRESS = '192.0.0.4';

/** The device's own address there, of the documentation prefix (RFC 3849). */
export const IPV6_ADDRESS = '2001:db8:64::7';

/** The IPv6 address that stands for an IPv4 address. */
export function synthesized(address: string): string {
  const bytes = [
    ...ipaddr
      .parse(PREFIX)
      .toByteArray()
      .slice(0, PREFIX_BITS / 8),
    ...ipaddr.parse(address).toByteArray(),
  ];
  return ipaddr.fromByteArray(bytes).toString();
}

/** The IPv4 address that an IPv6 address stands for; null where it stands for none. */
export function embedded(address: string): string | null {
  if (!isIPv6(address)) {
    return null;
  }
  const parsed = ipaddr.parse(address);
  if (!parsed.match(ipaddr.parse(PREFIX), PREFIX_BITS)) {
    return null;
  }
  return ipaddr.fromByteArray(parsed.toByteArray().slice(PREFIX_BITS / 8)).toString();
}
