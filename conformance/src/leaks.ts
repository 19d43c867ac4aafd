import type { Leak } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';
import { noteScrips } from './scrip-digests.ts';
import type { Testbed } from './testbed.ts';
import { noteTokenForms } from './token-forms.ts';

export interface LeakSearch {
  /** Whether the app's process is there and can search its files. */
  readonly files: boolean;
  /** What the app was called back with. */
  readonly events: readonly ProbeEvent[];
  /** Only connections after this one of the device's log are the row's. */
  readonly after: number;
}

/** Secrets of this run in the device's log, in the app's private files, and in clear text in what the app sent. */
export async function findLeaks(testbed: Testbed, { files, events, after }: LeakSearch): Promise<readonly Leak[]> {
  const lines = await testbed.device.log();
  const sent = (await testbed.radioLog?.sentBytes(after)) ?? [];
  const clear = sent.map(({ bytes }) => bytes.toString('latin1'));
  const texts = [...lines, ...clear, JSON.stringify(events)];
  noteTokenForms(texts, testbed.redactor);
  for (const scrip of await testbed.gateway.scrips()) {
    testbed.redactor.add(scrip, 'scrip');
  }
  // Of a scrip that was used up or revoked since, the journal shows the digest.
  noteScrips(texts, await testbed.gateway.requests(0), testbed.redactor);
  const isInLog = testbed.redactor.leaksIn(lines.join('\n')).length > 0;
  const inLog = (isInLog ? lines : []).flatMap((line, index) =>
    leaksIn('log', `line ${index + 1} of log.txt`, testbed.redactor.leaksIn(line)),
  );
  const onWire = sent.flatMap(({ place }, index) => leaksIn('wire', place, testbed.redactor.leaksIn(clear[index] ?? '')));
  return [...inLog, ...onWire, ...(files ? await leaksInFiles(testbed) : [])];
}

function leaksIn(where: Leak['where'], place: string, secrets: readonly string[]): readonly Leak[] {
  return secrets.map((secret) => ({ where, secret, place }));
}

async function leaksInFiles({ probe, redactor }: Testbed): Promise<readonly Leak[]> {
  const { secrets } = redactor;
  const hits = await probe.storageHits(secrets.map(([secret]) => secret));
  return hits.flatMap(({ file, index }) => leaksIn('file', file, [secrets[index]?.[1] ?? 'a secret']));
}
