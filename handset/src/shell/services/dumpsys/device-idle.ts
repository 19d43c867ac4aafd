import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';

const STATES: ReadonlySet<string> = new Set(['light', 'deep']);
const REFUSED: ReadonlySet<string> = new Set(['force-idle', 'force-inactive', 'step', 'light-step', 'motion']);

/** `dumpsys deviceidle [get NAME | enabled | whitelist [+PKG|-PKG] | …]` and `cmd deviceidle …`. The handset never sleeps. */
export async function runDeviceIdle(call: Call, words: readonly string[]): Promise<number> {
  const [verb, ...rest] = words;
  const { idleExemptions } = call.system;
  if (verb === undefined) {
    const names = [...idleExemptions].map((name) => `    ${name}\n`).join('');
    await call.print(
      `  Whitelist user apps:\n${names}  mLightEnabled=false  mDeepEnabled=false\n  mForceIdle=false\n  mScreenOn=true\n  mNetworkConnected=true\n  mCharging=true\n  mState=ACTIVE mLightState=ACTIVE\n`,
    );
    return EXIT_CODES.ok;
  }
  if (verb === 'get') {
    const answers: Readonly<Record<string, string>> = {
      screen: 'true',
      charging: 'true',
      network: 'true',
      force: 'false',
      quick: 'false',
    };
    const answer = STATES.has(rest[0] ?? '') ? 'ACTIVE' : answers[rest[0] ?? ''];
    await call.print(answer === undefined ? `Unknown get option: ${rest[0]}\n` : `${answer}\n`);
    return EXIT_CODES.ok;
  }
  if (REFUSED.has(verb)) {
    await call.print('Unable to go deep idle; not enabled\n');
    return EXIT_CODES.serviceError;
  }
  switch (verb) {
    case 'enabled':
      await call.print('0\n');
      return EXIT_CODES.ok;
    case 'unforce':
    case 'disable':
    case 'enable':
      await call.print(
        verb === 'unforce'
          ? 'Light state: ACTIVE, deep state: ACTIVE\n'
          : `Deep idle mode ${verb === 'enable' ? 'not available' : 'disabled'}\n`,
      );
      return EXIT_CODES.ok;
    case 'whitelist':
    case 'except-idle-whitelist':
      return await changeWhitelist(call, rest);
    default:
      await call.printError(`Unknown command: ${verb}\n`);
      return EXIT_CODES.serviceError;
  }
}

async function changeWhitelist({ system, print, printError }: Call, words: readonly string[]): Promise<number> {
  if (words.length === 0) {
    const rows = [...system.idleExemptions].map((name) => `user,${name},${system.device.packages.get(name)?.uid ?? 0}\n`);
    await print(rows.join(''));
    return EXIT_CODES.ok;
  }
  for (const word of words) {
    const [sign, name] = [word.charAt(0), word.slice(1)];
    if (!/^[-+=]$/.test(sign)) {
      await printError(`Package must be prefixed with +, -, or =: ${word}\n`);
      return EXIT_CODES.serviceError;
    }
    const isKnown = system.device.packages.get(name) !== null;
    if (sign === '+') {
      await print(isKnown ? `Added: ${name}\n` : `Unknown package: ${name}\n`);
      if (isKnown) {
        system.idleExemptions.add(name);
      }
    } else if (sign === '-') {
      const isRemoved = system.idleExemptions.delete(name);
      await print(isRemoved ? `Removed: ${name}\n` : '');
    } else {
      await print(`${system.idleExemptions.has(name)}\n`);
    }
  }
  return EXIT_CODES.ok;
}
