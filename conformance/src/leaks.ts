import { encodedForms } from './encoded-forms.ts';
import type { Leak } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';
import type { Redactor } from './redact.ts';
import { noteScrips } from './scrip-digests.ts';
import { partIn } from './secret-parts.ts';
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
  const broadcasts = (await testbed.sentBroadcasts?.takeNew()) ?? [];
  const results = JSON.stringify(events);
  const texts = [...lines, ...clear, ...broadcasts.map(({ text }) => text), results];
  const tokens = noteTokenForms(texts, testbed.redactor);
  const scrips = await testbed.gateway.scrips();
  for (const scrip of scrips) {
    testbed.redactor.add(scrip, 'scrip');
  }
  // Of a scrip that was used up or revoked since, the journal shows the digest.
  noteScrips(texts, await testbed.gateway.requests(0), testbed.redactor);
  const secrets = secretsOfRow(testbed, new Set([...tokens, ...scrips]), results);
  const forms = secrets.flatMap(({ text, name }) =>
    encodedForms(text).map((form): Form => ({ text: form, name: `${name}, encoded` })),
  );
  const namesIn = (text: string): readonly string[] => [
    ...new Set([
      ...encodedIn(text, forms, testbed.redactor),
      ...partsIn(text, secrets, testbed.redactor),
      ...testbed.redactor.leaksIn(text),
    ]),
  ];
  const isInLog = namesIn(lines.join('\n')).length > 0;
  const inLog = (isInLog ? lines : []).flatMap((line, index) => leaksIn('log', `line ${index + 1} of log.txt`, namesIn(line)));
  const onWire = sent.flatMap(({ place }, index) => leaksIn('wire', place, namesIn(clear[index] ?? '')));
  const sentOut = broadcasts.flatMap(({ action, text }) => leaksIn('broadcast', `the broadcast ${action}`, namesIn(text)));
  return [...inLog, ...onWire, ...sentOut, ...(files ? await leaksInFiles(testbed, forms) : [])];
}

/** Names of what each call has anew, and of the forms in which it was found. */
const OF_CALLS = /^(?:token|scrip)(?:,|$)/;

interface Form {
  readonly text: string;
  /** Of the secret. */
  readonly name: string;
}

/** The secrets that the row has to do with: those of the whole run would be thousands. */
function secretsOfRow({ redactor }: Testbed, ofRow: ReadonlySet<string>, results: string): readonly Form[] {
  return redactor.secrets
    .filter(([secret, name]) => !OF_CALLS.test(name) || ofRow.has(secret) || results.includes(secret))
    .map(([text, name]) => ({ text, name }));
}

/** The redactor knows from then on what was found: evidence has it no more than the plain text. */
function encodedIn(text: string, forms: readonly Form[], redactor: Redactor): readonly string[] {
  const found = forms.filter((form) => text.includes(form.text));
  for (const { text: form, name } of found) {
    redactor.add(form, name);
  }
  return found.map(({ name }) => name);
}

function partsIn(text: string, secrets: readonly Form[], redactor: Redactor): readonly string[] {
  return secrets.flatMap(({ text: secret, name }) => {
    const part = partIn(text, secret);
    if (part === null) {
      return [];
    }
    const found = `${name}, ${part.length} characters of it`;
    redactor.add(part, found);
    return [found];
  });
}

function leaksIn(where: Leak['where'], place: string, secrets: readonly string[]): readonly Leak[] {
  return secrets.map((secret) => ({ where, secret, place }));
}

async function leaksInFiles({ probe, redactor }: Testbed, forms: readonly Form[]): Promise<readonly Leak[]> {
  const plain = redactor.secrets.map(([text, name]): Form => ({ text, name }));
  const wanted = [...plain, ...forms];
  const hits = await probe.storageHits(wanted.map(({ text }) => text));
  return hits.flatMap(({ file, index }) => leaksIn('file', file, [wanted[index]?.name ?? 'a secret']));
}
