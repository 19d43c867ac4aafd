import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { UsageError } from '../../options.ts';

/** `cmd connectivity airplane-mode [enable|disable]`; without a word it answers the state. */
export async function runConnectivityService(call: Call): Promise<number> {
  const [name, wanted, ...others] = call.args;
  if (name !== 'airplane-mode' || others.length > 0) {
    throw new UsageError(`unknown connectivity command '${call.args.join(' ')}'; known is airplane-mode [enable|disable]`, 255);
  }
  const { radio } = call.system.device;
  if (wanted === undefined) {
    await call.print(radio.state().airplane ? 'enabled\n' : 'disabled\n');
    return EXIT_CODES.ok;
  }
  await radio.setAirplane(demandSwitch(wanted));
  return EXIT_CODES.ok;
}

/** `cmd phone data enable|disable`. */
export async function runPhoneService(call: Call): Promise<number> {
  const [name, wanted = ''] = call.args;
  if (name !== 'data') {
    throw new UsageError(`unknown phone command '${call.args.join(' ')}'; known is data enable|disable`, 255);
  }
  await call.system.device.radio.setMobileData(demandSwitch(wanted));
  return EXIT_CODES.ok;
}

/** `cmd wifi set-wifi-enabled enabled|disabled`, `cmd wifi status`. */
export async function runWifiService(call: Call): Promise<number> {
  const [name, wanted = ''] = call.args;
  const { radio } = call.system.device;
  if (name === 'set-wifi-enabled') {
    await radio.setWifi(demandWord(wanted, { enabled: true, disabled: false }));
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
  throw new UsageError(`unknown wifi command '${call.args.join(' ')}'; known are set-wifi-enabled enabled|disabled, status`, 255);
}

/** `svc wifi|data enable|disable`. */
export async function runSvc(call: Call): Promise<number> {
  const [what, wanted = ''] = call.args;
  const { radio } = call.system.device;
  if (what === 'wifi') {
    await radio.setWifi(demandSwitch(wanted));
    return EXIT_CODES.ok;
  }
  if (what === 'data') {
    await radio.setMobileData(demandSwitch(wanted));
    return EXIT_CODES.ok;
  }
  throw new UsageError(`'${call.args.join(' ')}' is not known; known are wifi enable|disable, data enable|disable`);
}

function demandSwitch(word: string): boolean {
  return demandWord(word, { enable: true, disable: false });
}

function demandWord(word: string, known: Readonly<Record<string, boolean>>): boolean {
  const meant = Object.hasOwn(known, word) ? known[word] : undefined;
  if (meant === undefined) {
    throw new UsageError(`'${word}' must be ${Object.keys(known).join(' or ')}`, 255);
  }
  return meant;
}
