import { Option } from 'commander';

/** The flags that say where a device's networks find the gateway, for `conform` and `probe`. */
export interface GatewayFlags {
  readonly gatewayHost?: string;
  readonly gatewayListen?: string;
  readonly gatewayPorts?: string;
  readonly open?: true;
}

export function gatewayFlags(): readonly Option[] {
  return [
    new Option(
      '--gateway-host <address>',
      "with --serial: where the device's networks find the gateway: this machine on the LAN, or a public address (docs/devices.md §7)",
    ),
    new Option(
      '--gateway-listen <address>',
      'where the gateway listens for that (default: --gateway-host if it is an address of this machine, else 127.0.0.1, for a tunnel)',
    ),
    new Option('--gateway-ports <n,n>', 'its ports for number requests and token requests (default: any free ones)'),
    new Option('--open', 'allow the gateway to listen beyond loopback while the run lasts'),
  ];
}
