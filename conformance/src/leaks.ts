import type { Leak } from './observations.ts';
import type { Testbed } from './testbed.ts';

/** Secrets of this run in the device's log and, where the app's process can be asked, in the app's private files. */
export async function findLeaks(
  { device, probe, redactor }: Testbed,
  { files }: { readonly files: boolean },
): Promise<readonly Leak[]> {
  const lines = await device.log();
  const inLog = lines.flatMap((line, index) =>
    redactor.leaksIn(line).map((secret): Leak => ({ where: 'log', secret, place: `line ${index + 1} of log.txt` })),
  );
  const { secrets } = redactor;
  const hits = files ? await probe.storageHits(secrets.map(([secret]) => secret)) : [];
  return [
    ...inLog,
    ...hits.map(({ file, index }): Leak => ({ where: 'file', secret: secrets[index]?.[1] ?? 'a secret', place: file })),
  ];
}
