import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBaseline, vanishedChecks } from './baseline.ts';
import { CHECKS } from './catalogue.ts';

const PREFETCH = 'prefetch-success-describes-itself';
function seen(id: string, verdict: 'pass' | 'skipped' | 'unimplemented' | 'env-error' | 'not-reached') {
  return {
    id,
    verdict,
    headline: 'why',
  };
}

describe('checks of the baseline', () => {
  test('that ran again have not vanished, whatever they say now', () => {
    for (const verdict of ['pass', 'env-error', 'not-reached'] as const) {
      expect(vanishedChecks([PREFETCH], [seen(PREFETCH, verdict)], { selection: {}, table: CHECKS })).toBeNull();
    }
  });

  test('that are not in the run, or were left out of it, fail it', () => {
    const outcomes = [seen(PREFETCH, 'skipped'), seen('law-result-trace-id', 'pass')];
    expect(
      vanishedChecks([PREFETCH, 'cache-gone-from-table', 'law-gone-from-table', 'law-result-trace-id'], outcomes, {
        selection: {},
        table: CHECKS,
      }),
    ).toMatchObject({
      id: 'baseline-is-kept',
      verdict: 'fail',
      headline: '3 checks of the baseline were not executed',
      findings: [
        { observed: `${PREFETCH}: skipped, why` },
        { observed: 'cache-gone-from-table: not in this run' },
        { observed: 'law-gone-from-table: not in this run' },
      ],
    });
  });

  test('that were not selected do not count', () => {
    expect(vanishedChecks([PREFETCH, 'cache-gone-from-table'], [], { selection: { grep: 'timeout' }, table: CHECKS })).toBeNull();
    expect(vanishedChecks([PREFETCH], [], { selection: { profile: 'timing' }, table: CHECKS })).toBeNull();
    expect(vanishedChecks(['cache-gone-from-table'], [], { selection: { grep: 'cache' }, table: CHECKS })?.headline).toBe(
      '1 check of the baseline was not executed',
    );
  });
});

describe('the file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quhao-baseline-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('counts what was judged', async () => {
    const checks = ['pass', 'warn', 'fail', 'inconclusive', 'skipped', 'env-error'].map((verdict) => ({
      id: `a-b-${verdict}`,
      verdict,
    }));
    await writeFile(join(folder, 'report.json'), JSON.stringify({ format: 'quhao-report-2', checks }));
    expect(await readBaseline(join(folder, 'report.json'))).toEqual(['a-b-pass', 'a-b-warn', 'a-b-fail', 'a-b-inconclusive']);
  });

  test('that is missing, or no report, is wrong usage', async () => {
    await writeFile(join(folder, 'other.json'), '{"format": "x"}');
    await writeFile(join(folder, 'text.json'), 'text');
    await expect(readBaseline(join(folder, 'none.json'))).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(/cannot be read: there is no such file$/) as string,
    });
    await expect(readBaseline(folder)).rejects.toThrow(/cannot be read: it is a folder$/);
    await writeFile(join(folder, 'empty.json'), '{}');
    await expect(readBaseline(join(folder, 'empty.json'))).rejects.toThrow(
      /no report\.json of quhao \(it has no format, or another\)/,
    );
    for (const name of ['other.json', 'text.json']) {
      await expect(readBaseline(join(folder, name))).rejects.toMatchObject({
        code: 'USAGE',
        message: expect.stringContaining('no report.json') as string,
      });
    }
  });
});
