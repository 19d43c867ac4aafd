import type { System } from '../../system.ts';

/** `dumpsys activity broadcasts`: the newest broadcasts of the app in front, as BroadcastRecord.dump of AOSP prints them. */
export async function dumpBroadcasts({ device }: System): Promise<string> {
  const app = device.apps.foreground();
  const sent = (await app?.call('broadcasts'))?.['sent'];
  const caller = `caller=${app?.package} pid=${app?.pid}`;
  const records = Array.isArray(sent) ? sent.map((record, place) => recordText(record, place, caller)) : [];
  return ['ACTIVITY MANAGER BROADCAST STATE (dumpsys activity broadcasts)\n', ...records, '\n'].join('');
}

function recordText(record: Readonly<Record<string, unknown>>, place: number, caller: string): string {
  const { number, action, intent, extras } = record;
  return [
    `  Historical Broadcast foreground #${place}:\n`,
    `    BroadcastRecord{${Number(number).toString(16)} u0 ${String(action)}} to user 0\n`,
    `    ${String(intent)}\n`,
    ...(extras === '' ? [] : [`      extras: ${String(extras)}\n`]),
    `    ${caller}\n`,
  ].join('');
}
