import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALL, called, NOTHING, request, row } from '../test/observed.ts';
import type { Check } from './check.ts';
import { Evidence } from './evidence.ts';
import { judge } from './judge.ts';
import { judgeLaws } from './judge-laws.ts';
import { LawBook, lawsOf, pointAtCause } from './law-book.ts';
import type { Observations, Screen } from './observations.ts';
import { Redactor } from './redact.ts';
import { rejudge } from './rejudge.ts';
import { renderJson, runReportSchema } from './report/run-report.ts';
import { LEFT_OUT, unrunOutcome } from './unrun-outcome.ts';
import { type Outcome, summarize } from './verdict.ts';

const NUMBER = '15400000001';
const SCREEN: Screen = {
  ...{ screenshot: 'page.png', tree: 'page.xml', shows: 'page', reason: null, isFront: true, isThemed: false },
  sights: { 'number-text': NUMBER },
  findings: [],
};

/** A page that shows the whole number, which evidence must not have. */
const page: Check = row({
  id: 'login-number-masked',
  clause: ['PAG-01'],
  act: [{ do: 'look', as: 'page' }],
  expect: [
    {
      expect: 'page',
      name: 'masked',
      look: 'page',
      sees: { 'number-text': { lacks: '154\\d{8}' } },
      meaning: 'the whole number is shown',
    },
  ],
});
const shown: Observations = { ...NOTHING, screens: { page: SCREEN } };

/** A call that is called back twice: a law is broken. */
const twice: Check = row({ id: 'cache-two-callbacks' });
const calledTwice = ((): Observations => {
  const seen = called({ resultCode: '200050', traceId: 't', desc: 'x' }, { requests: [request({ fields: { msgid: 't' } })] });
  const [event] = seen.events;
  return { ...seen, events: event === undefined ? [] : [event, { ...event, seq: 2, atNanos: '1020000000' }] };
})();

const right: Check = row({ id: 'cache-one-callback' });
const calledOnce: Observations = { ...calledTwice, events: calledTwice.events.slice(0, 1) };

let folder: string;
let stored: readonly Outcome[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-rejudge-'));
  const evidence = new Evidence(folder);
  const redactor = new Redactor();
  redactor.add(NUMBER, 'whole number');
  const laws = new LawBook();
  const rows: Outcome[] = [];
  for (const [check, observations] of [
    [page, shown],
    [twice, calledTwice],
    [right, calledOnce],
  ] as const) {
    const { id, clause, level, subject } = check;
    const raw = {
      id,
      clause,
      level,
      subject,
      mutant: null,
      durationMs: 5,
      ...judge(check, observations),
      breaches: judgeLaws(check, observations),
    };
    const outcome = await evidence.write(
      { check, outcome: pointAtCause(raw), observations, log: observations.log, files: new Map() },
      redactor,
    );
    laws.add(outcome);
    rows.push(outcome);
  }
  const late = { callbacks: [{ row: right.id, call: 'first', code: '103000' }], ends: [{ row: right.id, how: 'boom' }] };
  laws.addLate(late.callbacks);
  laws.addLateEnds(late.ends);
  await evidence.writeLate(redactor.value(late));
  const left = {
    ...rows[0],
    id: 'check-left-out',
    verdict: 'skipped',
    headline: 'not here',
    evidence: null,
    findings: [],
    breaches: [],
  } as Outcome;
  stored = [...rows, left, ...lawsOf(null).flatMap((law) => laws.outcomeOf(law) ?? [])];
  const summary = summarize(stored);
  const head = { format: 'quhao-report-2', startedAt: '', durationMs: 1, subject: null, testbed: [], mutants: [] } as const;
  await writeFile(join(folder, 'report.json'), renderJson({ ...head, exitCode: 1, summary, checks: stored }));
});

afterAll(() => rm(folder, { recursive: true }));

describe('a stored run', () => {
  test('has every kind of verdict that this test needs', () => {
    const verdicts = Object.fromEntries(stored.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts).toMatchObject({
      'login-number-masked': 'fail',
      'cache-two-callbacks': 'pass',
      'cache-one-callback': 'pass',
      'check-left-out': 'skipped',
      'law-callback-exactly-once': 'fail',
      'law-app-lives-on': 'fail',
      'law-callback-echoes-request-code': 'pass',
    });
    expect(CALL.requestCode).toBe(7);
  });

  test('is judged again without a device, and every check and law has its verdict again', async () => {
    const lines: string[] = [];
    const { exitCode, changed } = await rejudge({ runDir: folder, print: (line) => lines.push(line) });
    expect(changed).toEqual([]);
    expect(exitCode).toBe(1);
    expect(lines.at(-1)).toMatch(/0 verdicts other than stored$/);
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toMatch(/in 2 rows: cache-two-callbacks, cache-one-callback/);
    expect(lines.join('\n')).not.toContain(NUMBER);
  });

  test('whose verdict was another is told with both', async () => {
    const path = join(folder, 'report.json');
    const report = { format: 'quhao-report-2', startedAt: '', durationMs: 1, subject: null, testbed: [], mutants: [] } as const;
    const other = stored.map((outcome) => (outcome.id === page.id ? { ...outcome, verdict: 'pass' as const } : outcome));
    await writeFile(path, renderJson({ ...report, exitCode: 1, summary: summarize(other), checks: other }));
    const lines: string[] = [];
    expect((await rejudge({ runDir: folder, print: (line) => lines.push(line) })).changed).toEqual([page.id]);
    expect(lines).toContain('        stored    pass');
  });

  test('that was stopped, by a version that judged no law then, has its laws judged over the rows that ran', async () => {
    const stopped = [
      ...stored.filter(({ id }) => !id.startsWith('law-')),
      unrunOutcome({ id: 'cache-never-begun', verdict: 'skipped', headline: LEFT_OUT.byStop }),
    ];
    const report = { format: 'quhao-report-2', startedAt: '', durationMs: 1, subject: null, testbed: [], mutants: [] } as const;
    await writeFile(
      join(folder, 'report.json'),
      renderJson({ ...report, exitCode: 1, summary: summarize(stopped), checks: stopped }),
    );
    const lines: string[] = [];
    const { changed } = await rejudge({ runDir: folder, print: (line) => lines.push(line) });
    expect(changed).toContain('law-callback-echoes-request-code');
    expect(lines.join('\n')).toMatch(/pass {2}law-callback-echoes-request-code .* holds in 3 rows; 1 row did not run/);
  });
});

/** Judges a copy of the run after it was changed. */
async function judgeCopy(change: (copy: string) => Promise<void>, given = ''): Promise<{ lines: string[]; exitCode: number }> {
  const copy = await mkdtemp(join(tmpdir(), 'quhao-rejudge-copy-'));
  try {
    await cp(folder, copy, { recursive: true });
    await change(copy);
    const lines: string[] = [];
    const { exitCode } = await rejudge({ runDir: join(copy, given), print: (line) => lines.push(line) });
    return { lines, exitCode };
  } finally {
    await rm(copy, { recursive: true });
  }
}

describe('a stored run that is not whole', () => {
  test.each([
    ['the folder', right.id, 'the folder or its check.json is not there'],
    ['the observations', `${right.id}/observations.json`, 'what was observed is not stored there'],
  ])('a check that lacks %s is inconclusive: its stored verdict is not repeated', async (_, path, why) => {
    const { lines, exitCode } = await judgeCopy(async (copy) => {
      await rm(join(copy, path), { recursive: true });
      await rm(join(copy, 'login-number-masked'), { recursive: true });
      await rm(join(copy, 'cache-two-callbacks'), { recursive: true });
      await rm(join(copy, 'late.json'));
    });
    expect(lines.join('\n')).toContain(`no evidence in ${right.id}/: ${why}`);
    expect(lines).toContain('        stored    pass');
    expect(lines.at(-1)).toContain('nothing was judged');
    expect(exitCode).toBe(2);
  });

  test('a row that ended before anything was observed keeps its verdict', async () => {
    const { lines } = await judgeCopy(async (copy) => {
      await rm(join(copy, right.id, 'observations.json'));
      const path = join(copy, 'report.json');
      const report = runReportSchema.parse(JSON.parse(await readFile(path, 'utf8')));
      const checks = report.checks.map((one) => (one.id === right.id ? { ...one, verdict: 'unimplemented' as const } : one));
      await writeFile(path, renderJson({ ...report, checks }));
    });
    expect(lines.find((line) => line.includes(right.id))).toMatch(/^ {2}unimplemented/);
    expect(lines.join('\n')).not.toContain('no evidence in');
  });

  test('a law that holds in the rows that are left is in doubt', async () => {
    const { lines, exitCode } = await judgeCopy(async (copy) => {
      await rm(join(copy, 'cache-two-callbacks'), { recursive: true });
      await rm(join(copy, 'late.json'));
      await rm(join(copy, 'login-number-masked'), { recursive: true });
    });
    expect(lines.find((line) => line.includes('law-callback-exactly-once'))).toMatch(/inconclusive.*2 rows without evidence/);
    expect(exitCode).toBe(2);
  });

  test.each([
    ['late.json', '{', /late\.json is damaged: it is no JSON/],
    ['late.json', '{}', /late\.json is damaged: callbacks: /],
    [`${right.id}/observations.json`, '{}', /observations\.json is damaged: calls: /],
    [`${right.id}/observations.json`, '[', /observations\.json is damaged: it is no JSON/],
    [`${right.id}/check.json`, '{}', /check\.json is damaged: id: /],
    ['report.json', '{', /its report\.json is no JSON/],
    ['report.json', '{"format":"quhao-report-1"}', /of another version \(quhao-report-1; this quhao reads quhao-report-2\)/],
    ['report.json', '{"format":"quhao-report-2"}', /its report\.json is damaged \(startedAt: /],
  ])('%s with %s is wrong usage that names the file', async (name, content, message) => {
    const judged = judgeCopy((copy) => writeFile(join(copy, name), content));
    await expect(judged).rejects.toThrow(message);
    await expect(judged).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('the path of its report.json stands for the folder; that of another file does not', async () => {
    const judged = await judgeCopy(async () => undefined, 'report.json');
    expect(judged.lines.at(-1)).toMatch(/other than stored$/);
    await expect(judgeCopy(async () => undefined, 'late.json')).rejects.toThrow(/it is a file; give the folder/);
    await expect(judgeCopy(async () => undefined, 'none')).rejects.toThrow(/there is no such folder/);
  });
});

test('a folder that is no run is wrong usage', async () => {
  const run = rejudge({ runDir: tmpdir(), print: () => undefined });
  await expect(run).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('it has no report.json') as string });
});
