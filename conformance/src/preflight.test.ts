import { expect, test } from 'vitest';
import type { Profile } from './check.ts';
import { planRun } from './conformance-options.ts';
import { requireChecks, requireMutants } from './preflight.ts';

test.each([
  [
    'a pattern that matches nothing',
    { grep: 'zzznothing' },
    /pattern \/zzznothing\/ selects none of the \d+ checks\. Ids begin with bearer, /,
  ],
  ['a profile without checks', { profile: 'gateway' as Profile }, /profile gateway selects none/],
  ['an unknown profile', { profile: 'smokey' as Profile }, /there is no profile "smokey"; there are: smoke, core/],
  ['a broken pattern', { grep: '[' }, /"\[" is no regular expression: /],
  [
    'a shard that is empty',
    { grep: 'prefetch-success', shard: { index: 9, count: 9 } },
    /shard 9\/9 selects none .*Take fewer shards/,
  ],
])('%s is wrong usage, and the message says what there is', (_, selection, message) => {
  expect(() => requireChecks(selection)).toThrow(message);
  expect(() => requireChecks(selection)).toThrow(expect.objectContaining({ name: 'UsageError', code: 'USAGE' }));
});

test('a selection returns its checks', () => {
  expect(requireChecks({ grep: 'prefetch-success' }).map(({ id }) => id)).toEqual(['prefetch-success-describes-itself']);
});

test('shards are disjoint and together the whole', () => {
  const ids = [1, 2, 3].flatMap((index) => requireChecks({ shard: { index, count: 3 } }).map(({ id }) => id));
  expect(ids.toSorted()).toEqual(
    requireChecks({})
      .map(({ id }) => id)
      .toSorted(),
  );
});

const PREFETCH = requireChecks({ grep: 'prefetch-success' });

test.each([
  [
    'an unknown mutant',
    ['no-cahe', 'no-cache'],
    /^there is no mutant "no-cahe"; nearest: no-cache, \S+, \S+\. All \d+: docs\/mutants\.md$/,
  ],
  ['a mutant that no selected check kills', ['no-cache'], /no selected check kills no-cache: no-cache is killed by cache-/],
  ['a mutant that no check kills', ['never-seen-to-die'], /no check kills never-seen-to-die yet/],
] as const)('%s is wrong usage', (_, mutants, message) => {
  const open = [{ mutant: 'never-seen-to-die', reason: 'needs a clock' }];
  expect(() => requireMutants(mutants, PREFETCH, open)).toThrow(message);
});

test('the whole matrix is a matter of mutants', async () => {
  const options = { runsDir: 'runs', probeApk: 'none.apk', print: () => undefined };
  await expect(planRun({ ...options, matrix: true })).rejects.toThrow(/--matrix needs --mutants/);
});

test('all mutants need a check that kills one', () => {
  expect(() => requireMutants('all', [])).toThrow(/none of the 0 selected checks names a mutant/);
  expect(() => requireMutants('all', PREFETCH)).not.toThrow();
  expect(() => requireMutants([], [])).not.toThrow();
});
