import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { called, connection, request, row } from '../../test/observed.ts';
import { Evidence } from '../evidence.ts';
import { judge } from '../judge.ts';
import type { Observations } from '../observations.ts';
import type { Portrait } from '../portrait/portrait.ts';
import { Redactor } from '../redact.ts';
import { type RunReport, renderJson } from '../report/run-report.ts';
import { type Outcome, summarize } from '../verdict.ts';
import { compareRuns } from './compare-runs.ts';
import { type Comparison, comparisonSchema } from './comparison.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-compare-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const CHECK = row({ id: 'mapping-connection-reset' });
const PORTRAIT: Portrait = {
  calls: [
    {
      ...{ api: 'getPhoneInfo', result: '103000', tookMs: 60, thread: 'main', understood: 1, notUnderstood: [] },
      networkRequests: { held: 1, forMs: 40, left: 0 },
      hosts: [
        {
          ...{ host: 'cm.gateway.test', port: 80, bearer: 'cellular', plane: 'bearer', tls: false, connections: 1 },
          ...{ bytesOut: 1000, bytesIn: 500, ends: ['eof'] },
        },
      ],
    },
  ],
  files: { files: 1, bytes: 200 },
  logTags: [{ tag: 'Sdk', lines: 3 }],
  proposals: [],
};

/** One run with the check seen like this. */
async function stored(name: string, observations: Observations, changes: Partial<RunReport> = {}): Promise<string> {
  const runDir = join(folder, name);
  const { id, clause, level, subject } = CHECK;
  const raw = { id, clause, level, subject, mutant: null, durationMs: 5, breaches: [], ...judge(CHECK, observations) };
  const evidence = new Evidence(runDir);
  const outcome: Outcome = await evidence.write(
    { check: CHECK, outcome: raw, observations, log: [], files: new Map() },
    new Redactor(),
  );
  const report: RunReport = {
    ...{ format: 'quhao-report-2', startedAt: '2026-11-29T05:00:00.000Z', durationMs: 1, testbed: [], mutants: [], exitCode: 0 },
    subject: { name: 'sdk', version: name, adapter: 'table' },
    summary: summarize([outcome]),
    checks: [outcome],
    ...changes,
  };
  await writeFile(join(runDir, 'report.json'), renderJson(report));
  return runDir;
}

interface Compared extends Comparison {
  readonly printed: string;
}

async function compared(before: string, after: string): Promise<Compared> {
  const lines: string[] = [];
  const comparison = await compareRuns({
    before: { runDir: before, label: 'old.aar' },
    after: { runDir: after, label: 'new.aar' },
    print: (line) => lines.push(line),
  });
  return { ...comparison, printed: lines.join('\n') };
}

const RIGHT = called({ resultCode: '200050' }, { requests: [request({})], connections: [connection({})] }, 500);

describe('two runs', () => {
  test('that have seen the same differ in nothing', async () => {
    const comparison = await compared(await stored('same-1', RIGHT), await stored('same-2', RIGHT));
    expect(comparison).toMatchObject({ changes: [], compared: 1, exitCode: 0 });
    expect(comparison.printed).toContain('nothing changed in 1 check');
  });

  test('a check that fails now is worse, and ends with 1; the code is a change of its own', async () => {
    const wrong = called({ resultCode: '102102' }, { requests: [request({})], connections: [connection({})] }, 500);
    const [before, after] = [await stored('right', RIGHT), await stored('wrong', wrong)];
    const comparison = await compared(before, after);
    expect(comparison.exitCode).toBe(1);
    expect(comparison.changes.map(({ kind, trend }) => [kind, trend])).toEqual([
      ['verdict', 'worse'],
      ['code', 'other'],
    ]);
    expect(comparison.changes[1]).toMatchObject({ before: '200050', after: '102102', rows: [CHECK.id] });
    const back = await compared(after, before);
    expect(back).toMatchObject({ exitCode: 0, changes: [{ trend: 'better' }, { before: '102102', after: '200050' }] });
  });

  test('what both fail is no difference', async () => {
    const wrong = called({ resultCode: '102102' }, {}, 500);
    expect(await compared(await stored('wrong-1', wrong), await stored('wrong-2', wrong))).toMatchObject({
      changes: [],
      exitCode: 0,
    });
  });

  test.each([
    {
      name: 'a request more',
      seen: { requests: [request({}), request({ id: 2 })], connections: [connection({})] },
      change: { kind: 'requests', before: '1', after: '2' },
    },
    {
      name: 'another bearer',
      seen: { requests: [request({})], connections: [connection({ bearer: 'wifi' })] },
      change: { kind: 'host', what: 'cm.gateway.test:80 over Wi-Fi', before: 'not asked', after: 'asked' },
    },
    {
      name: 'more bytes',
      seen: { requests: [request({})], connections: [connection({ bytesOut: 400 })] },
      change: { kind: 'bytes', before: '100 B', after: '400 B' },
    },
    {
      name: 'a later callback',
      seen: { requests: [request({})], connections: [connection({})] },
      atMs: 1500,
      change: { kind: 'time', after: '1500 ms' },
    },
  ] as const)('$name is a change without a judgement', async ({ name, seen, change, ...more }) => {
    const atMs = 'atMs' in more ? more.atMs : 500;
    const before = await stored(`before ${name}`, RIGHT);
    const comparison = await compared(before, await stored(name, called({ resultCode: '200050' }, seen, atMs)));
    expect(comparison.exitCode).toBe(0);
    expect(comparison.changes).toContainEqual(expect.objectContaining({ ...change, trend: 'other' }));
  });

  test('a time within the measuring error of both runs and the scatter of a machine is no change', async () => {
    const late = called({ resultCode: '200050' }, { requests: [request({})], connections: [connection({})] }, 700);
    const veryLate = called(
      { resultCode: '200050' },
      {
        ...{ requests: [request({})], connections: [connection({})] },
        clock: { errorMs: 900, roundTripMs: 1, driftMs: 0 },
      },
      1500,
    );
    const before = await stored('early', RIGHT);
    expect((await compared(before, await stored('late', late))).changes).toEqual([]);
    expect((await compared(before, await stored('very-late', veryLate))).changes).toEqual([]);
  });
});

describe('two portraits', () => {
  test('differ in log tags, files and hosts; network requests that were held for a moment count for nothing', async () => {
    const [call] = PORTRAIT.calls as [Portrait['calls'][number]];
    const latter: Portrait = {
      ...PORTRAIT,
      calls: [{ ...call, networkRequests: { held: 0, forMs: 0, left: 1 }, hosts: [] }],
      files: { files: 2, bytes: 210 },
      logTags: [...PORTRAIT.logTags, { tag: 'Leaky', lines: 1 }],
    };
    const before = await stored('portrait-1', RIGHT, { portrait: PORTRAIT });
    const { changes } = await compared(before, await stored('portrait-2', RIGHT, { portrait: latter }));
    expect(changes.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      'host: cm.gateway.test:80 over mobile data by getPhoneInfo',
      'requests: network requests left by getPhoneInfo',
      'log: log tag Leaky',
      "files: the app's private files after the calls",
    ]);
  });

  test('one alone is told as a note', async () => {
    const before = await stored('with-portrait', RIGHT, { portrait: PORTRAIT });
    expect((await compared(before, await stored('without-portrait', RIGHT))).notes).toHaveLength(1);
  });
});

describe('the exit code', () => {
  test.each([
    ['skipped', 2],
    ['env-error', 3],
    ['suite-error', 4],
  ] as const)('of a check that passed and is %s now is %i', async (verdict, code) => {
    const before = await stored(`was-judged-${verdict}`, RIGHT);
    const after = await stored(`now-${verdict}`, RIGHT);
    const report = JSON.parse(await readFile(join(after, 'report.json'), 'utf8')) as RunReport;
    const checks = report.checks.map((outcome) => ({ ...outcome, verdict }));
    await writeFile(join(after, 'report.json'), renderJson({ ...report, checks, summary: summarize(checks) }));
    expect((await compared(before, after)).exitCode).toBe(code);
  });
});

test('comparison.json and comparison.md stand beside the second report, and a subject writes no markup', async () => {
  const before = await stored('json-1', RIGHT);
  const after = await stored(
    'json-2',
    called({ resultCode: '<b>|' }, { requests: [request({})], connections: [connection({})] }, 500),
  );
  await compared(before, after);
  const text = await readFile(join(after, 'comparison.json'), 'utf8');
  expect(comparisonSchema.parse(JSON.parse(text))).toMatchObject({ before: { label: 'old.aar', run: before }, exitCode: 1 });
  const page = await readFile(join(after, 'comparison.md'), 'utf8');
  expect(page).toContain('&lt;b&gt;\\|');
  expect(page).not.toContain('<b>');
});

test('a folder that holds no run is refused', async () => {
  await expect(compared(join(folder, 'nowhere'), join(folder, 'nowhere'))).rejects.toThrow(/is no folder of a run/);
});
