import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';
import { CliError } from './cli-error.ts';
import { EXIT_ENVIRONMENT } from './exit-codes.ts';

/** This machine's IPv4 addresses that others can reach. Throws where there is none. */
export function lanAddresses(interfaces = networkInterfaces()): readonly string[] {
  const addresses = Object.values(interfaces)
    .flatMap((rows) => rows ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address);
  if (addresses.length === 0) {
    throw new CliError('--lan: this machine has no address but its own loopback: join a network first', EXIT_ENVIRONMENT);
  }
  return addresses;
}

/** What a person with a phone needs: the page's address for each of the machine's networks, the first one as a QR code. */
export function lanText(addresses: readonly string[], bearerPort: number): readonly string[] {
  const urls = addresses.map((address) => `http://${address}:${bearerPort}/quhao/join`);
  const [first = ''] = urls;
  return [
    ...urls.map((url, index) => `${index === 0 ? 'phone     ' : '          '}  ${url}`),
    "            open it in the phone's browser: how the gateway sees the phone, addresses to copy, certificate (docs/phone.md)",
    '',
    ...renderUnicodeCompact(first, { border: 2 })
      .split('\n')
      .map((line) => `  ${line}`),
  ];
}
