import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { UsageError } from '../../options.ts';

/** The first API level whose service has the command. */
const SINCE = { 'airplane-mode': 30, 'set-wifi-enabled': 30, data: 30 } as const;

/** A command that a device of its API level does not have yet. */
function requireSince({ system }: Call, name: keyof typeof SINCE): void {
  if (system.device.kind.apiLike < SINCE[name]) {
    throw new UsageError(`Unknown command: ${name}`, EXIT_CODES.serviceError);
  }
}

/** `cmd connectivity airplane-mode [enable|disable]`; without a word it prints the state. */
export async function runConnectivityService(call: Call): Promise<number> {
  const [name, value, ...others] = call.args;
  if (name !== 'airplane-mode' || others.length > 0) {
    throw new UsageError(
      `unknown connectivity command '${call.args.join(' ')}'; known is airplane-mode [enable|disable]`,
      EXIT_CODES.serviceError,
    );
  }
  requireSince(call, name);
  const { radio } = call.system.device;
  if (value === undefined) {
    await call.print(radio.state().airplane ? 'enabled\n' : 'disabled\n');
    return EXIT_CODES.ok;
  }
  await radio.setAirplane(requireSwitch(value));
  return EXIT_CODES.ok;
}

/** `cmd phone data enable|disable`. */
export async function runPhoneService(call: Call): Promise<number> {
  const [name, value = ''] = call.args;
  if (name !== 'data') {
    throw new UsageError(`unknown phone command '${call.args.join(' ')}'; known is data enable|disable`, EXIT_CODES.serviceError);
  }
  requireSince(call, name);
  await call.system.device.radio.setMobileData(requireSwitch(value));
  return EXIT_CODES.ok;
}

/** `cmd wifi set-wifi-enabled enabled|disabled`, `cmd wifi status`. */
export async function runWifiService(call: Call): Promise<number> {
  const [name, value = ''] = call.args;
  const { radio } = call.system.device;
  if (name === 'set-wifi-enabled') {
    requireSince(call, name);
    await radio.setWifi(requireWord(value, { enabled: true, disabled: false }));
    return EXIT_CODES.ok;
  }
  if (name === 'status') {
    const { wifi } = radio.state();
    await call.print(`Wifi is ${wifi.enabled ? 'enabled' : 'disabled'}\n`);
    await call.print(
      wifi.connected
        ? `Wifi is connected to "quhao"\nWifiInfo: SSID: "quhao", IP: /${wifi.address}\n`
        : 'Wifi is not connected\n',
    );
    return EXIT_CODES.ok;
  }
  throw new UsageError(
    `unknown wifi command '${call.args.join(' ')}'; known are set-wifi-enabled enabled|disabled, status`,
    EXIT_CODES.serviceError,
  );
}

/** Reads `enable` or `disable`. Throws UsageError. */
export function requireSwitch(word: string): boolean {
  return requireWord(word, { enable: true, disable: false });
}

function requireWord(word: string, known: Readonly<Record<string, boolean>>): boolean {
  const value = Object.hasOwn(known, word) ? known[word] : undefined;
  if (value === undefined) {
    throw new UsageError(`'${word}' must be ${Object.keys(known).join(' or ')}`, EXIT_CODES.serviceError);
  }
  return value;
}
