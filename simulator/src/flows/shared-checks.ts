import type { App, Strictness } from '../api.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Attempt } from './flow.ts';
import type { DeviceIdentity } from './requests.ts';

export function judgeAppKnown({ app, reading }: Attempt): void {
  if (app !== undefined) {
    return;
  }
  const given = reading.appid ?? '';
  const hint = given !== given.trim() ? ': it has a blank at its beginning or end' : '';
  throw new Refusal('UNKNOWN_APP', () => `no app has the id ${JSON.stringify(given.slice(0, 40))}${hint}`);
}

export function judgeIdentity(app: App, { packageName, certificateMd5 }: DeviceIdentity): void {
  if (packageName !== app.packageName) {
    throw new Refusal(
      'PACKAGE_MISMATCH',
      `package ${app.packageName} is registered, the request says ${packageName.slice(0, 100)}`,
    );
  }
  if (certificateMd5 !== app.certificateMd5) {
    throw new Refusal(
      'PACKAGE_MISMATCH',
      `certificate digest ${app.certificateMd5} is registered, the request says ${certificateMd5.slice(0, 64)}`,
    );
  }
}

/** The app's own, else its scope's. */
export function strictnessOf({ app, world }: Attempt): Strictness {
  return app?.strictness ?? world.settings.strictness;
}
