import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { fileExists } from '../package-root.ts';
import { VERDICTS } from '../verdict.ts';
import { MutationError } from './mutation-error.ts';

/** How one row judged one mutation. */
const rowVerdictSchema = z.object({
  row: z.string(),
  verdict: z.enum(VERDICTS),
  headline: z.string(),
  /** The findings that were wrong. */
  wrong: z.array(z.string()),
  durationMs: z.number(),
  /** How many mutations were at work, where it was more than this one. */
  among: z.number().optional(),
});

const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), apk: z.string() }),
  /** The SDK as it is in a new process: the mutation points that some rows executed there. */
  z.object({ kind: z.literal('start'), executed: z.array(z.number()) }),
  /** A row on the SDK as it is: the mutation points that it executed before the subject was judged, and while it was. */
  z.object({
    kind: z.literal('touch'),
    row: z.string(),
    verdict: z.enum(VERDICTS),
    durationMs: z.number(),
    arranged: z.array(z.number()),
    acted: z.array(z.number()),
  }),
  z.object({
    kind: z.literal('mutation'),
    key: z.string(),
    number: z.number(),
    /** All rows that ran, in their order; the last one is the killer, where there is one. */
    rows: z.array(rowVerdictSchema),
    /** Rows that execute it and have not run. A later line of the same key has the rest. */
    left: z.array(z.string()),
    isKilled: z.boolean(),
  }),
  /** A mutation that was run to see whether a row can fail at all. */
  z.object({ kind: z.literal('control'), row: z.string(), key: z.string(), verdict: rowVerdictSchema }),
]);

export type RowVerdict = z.infer<typeof rowVerdictSchema>;
export type JournalLine = z.infer<typeof lineSchema>;
export type TouchLine = Extract<JournalLine, { kind: 'touch' }>;
export type StartLine = Extract<JournalLine, { kind: 'start' }>;
export type MutationLine = Extract<JournalLine, { kind: 'mutation' }>;
export type ControlLine = Extract<JournalLine, { kind: 'control' }>;

/** What a campaign has found out, a line each, so that it can be interrupted anywhere and go on later. */
export class MutationJournal {
  readonly #file: string;
  readonly lines: JournalLine[];

  private constructor(file: string, lines: JournalLine[]) {
    this.#file = file;
    this.lines = lines;
  }

  /** Goes on with the file where it is of the same APK; refuses one of another. */
  static async open(file: string, apk: string): Promise<MutationJournal> {
    const fingerprint = createHash('sha256')
      .update(await readFile(apk))
      .digest('hex');
    if (!(await fileExists(file))) {
      await mkdir(dirname(file), { recursive: true });
      const journal = new MutationJournal(file, []);
      await journal.append({ kind: 'run', apk: fingerprint });
      return journal;
    }
    const lines = await readJournal(file);
    const run = lines.find((line) => line.kind === 'run');
    if (run?.apk !== fingerprint) {
      throw new MutationError('OTHER_APK', `${file} is about another APK than ${apk}: choose another folder, or delete it`);
    }
    return new MutationJournal(file, lines);
  }

  async append(line: JournalLine): Promise<void> {
    this.lines.push(line);
    await appendFile(this.#file, `${JSON.stringify(line)}\n`);
  }
}

/** The last line of each mutation, by its key. */
export function latestLines(lines: readonly JournalLine[]): ReadonlyMap<string, MutationLine> {
  return new Map(lines.flatMap((line) => (line.kind === 'mutation' ? [[line.key, line] as const] : [])));
}

async function readJournal(file: string): Promise<JournalLine[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}
