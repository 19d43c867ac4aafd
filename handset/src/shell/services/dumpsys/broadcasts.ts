import type { System } from '../../system.ts';

/** `dumpsys activity broadcasts`: the newest broadcasts of each running app, as BroadcastRecord.dump of AOSP prints them. */
export async function dumpBroadcasts({ device }: System): Promise<string> {
  const records = await Promise.all(
    device.apps.running().map(async (app) => {
      const { sent } = await app.call('broadcasts');
      const caller = `caller=${app.package} pid=${app.pid}`;
      return Array.isArray(sent) ? sent.map((record) => ({ record, caller })) : [];
    }),
  );
  const texts = records.flat().map(({ record, caller }, place) => recordText(record, place, caller));
  return ['ACTIVITY MANAGER BROADCAST STATE (dumpsys activity broadcasts)\n', ...texts, '\n'].join('');
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
