import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { UsageError } from '../errors.ts';
import type { PlanePorts } from './gateway-route.ts';

/** Where a device's networks find the gateway, and where the gateway listens for that. */
export interface GatewayAddress {
  /** An IPv4 address or a name, as the device asks it. */
  readonly host: string;
  /** An address of this machine, or 0.0.0.0 for all of them. */
  readonly listen: string;
  /** Null: any free ones. */
  readonly ports: PlanePorts | null;
}

/** Values of `--gateway-host`, `--gateway-listen`, `--gateway-ports` and `--open`. */
export interface GatewayPlaceFlags {
  readonly gatewayHost?: string | undefined;
  readonly gatewayListen?: string | undefined;
  readonly gatewayPorts?: string | undefined;
  readonly open?: boolean | undefined;
  readonly serial?: string | undefined;
}

const NAME = /^(?=.{1,253}$)[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?(\.[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?)*$/i;

/** Reads where the device finds the gateway; null where nothing was given. Throws UsageError. */
export function requireGatewayAddress(flags: GatewayPlaceFlags, own = ownAddresses()): GatewayAddress | null {
  const { gatewayHost, gatewayListen, gatewayPorts, open = false, serial } = flags;
  if (gatewayHost === undefined) {
    const [orphan] = Object.entries({
      '--gateway-listen': gatewayListen,
      '--gateway-ports': gatewayPorts,
      '--open': open || undefined,
    })
      .filter(([, value]) => value !== undefined)
      .map(([flag]) => flag);
    if (orphan !== undefined) {
      throw new UsageError(`${orphan} needs --gateway-host ADDRESS: where the device's networks find the gateway`);
    }
    return null;
  }
  if (!serial) {
    throw new UsageError('--gateway-host is for a device of your own: --serial SERIAL. The virtual handset is led by names');
  }
  const host = requireHost(gatewayHost);
  const listen = requireListen(gatewayListen ?? (own.includes(host) ? host : '127.0.0.1'), open);
  return { host, listen, ports: gatewayPorts === undefined ? null : requirePorts(gatewayPorts) };
}

function requireHost(text: string): string {
  if (isLoopback(text) || text === '0.0.0.0') {
    throw new UsageError(
      `--gateway-host ${text}: for a device that is the device itself. Without --gateway-host a phone is led here by adb reverse`,
    );
  }
  if (isIP(text) === 6) {
    throw new UsageError(`--gateway-host ${text}: the gateway listens on IPv4; give an IPv4 address or a name that has one`);
  }
  if (isIP(text) !== 4 && (!NAME.test(text) || /^[\d.]+$/.test(text))) {
    throw new UsageError(
      `--gateway-host ${text}: give an address or a name alone, such as 192.168.1.5; ports go to --gateway-ports`,
    );
  }
  return text.toLowerCase();
}

function requireListen(text: string, isOpen: boolean): string {
  if (isIP(text) !== 4) {
    throw new UsageError(`--gateway-listen ${text}: give an IPv4 address of this machine, or 0.0.0.0 for all of them`);
  }
  if (!isLoopback(text) && !isOpen) {
    throw new UsageError(
      `the gateway would listen on ${text}, where others can reach it while the run lasts. Add --open if that is what you want`,
    );
  }
  return text;
}

function requirePorts(text: string): PlanePorts {
  const [bearer = 0, token = 0, ...more] = text.split(',').map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : 0));
  const isPort = (port: number): boolean => port >= 1 && port <= 65_535;
  if (!isPort(bearer) || !isPort(token) || more.length > 0 || bearer === token) {
    throw new UsageError(
      `--gateway-ports ${text}: give two ports, that of number requests and that of token requests: 7080,7443`,
    );
  }
  return { bearer, token };
}

function isLoopback(address: string): boolean {
  return address.toLowerCase() === 'localhost' || address.startsWith('127.') || address === '::1';
}

/** The IPv4 addresses of this machine. */
function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((rows) => (rows ?? []).map(({ address }) => address));
}

/** The options of a command that say it again. */
export function gatewayFlagsText({ gatewayHost, gatewayListen, gatewayPorts, open }: GatewayPlaceFlags): readonly string[] {
  return [
    ...(gatewayHost === undefined ? [] : ['--gateway-host', gatewayHost]),
    ...(gatewayListen === undefined ? [] : ['--gateway-listen', gatewayListen]),
    ...(gatewayPorts === undefined ? [] : ['--gateway-ports', gatewayPorts]),
    ...(open === true ? ['--open'] : []),
  ];
}
