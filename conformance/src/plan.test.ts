import { describe, expect, test } from 'vitest';
import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';
import { obstacleOf, selectChecks } from './plan.ts';

const ALL = {
  capabilities: new Set([
    'radio',
    'bearers',
    'screen',
    'sim',
    'phone-state',
    'rotation',
    'status-bar',
    'animation',
    'wall-clock',
    'night',
    'font-scale',
    'path',
    'names',
    'cleartext-denied',
  ] as const),
  methods: allMethods(),
  controls: { has: () => true, isByHand: () => false },
  strength: 'exact' as const,
};

describe('selection', () => {
  test('accepts a profile, a pattern, or both', () => {
    const timing = selectChecks(CHECKS, { profile: 'timing' });
    expect(timing.length).toBeGreaterThan(2);
    expect(timing.every((check) => check.profile.includes('timing'))).toBe(true);
    expect(selectChecks(CHECKS, { profile: 'timing', grep: 'default' }).map((check) => check.id)).toEqual([
      'timeout-default-8000-held-answer',
    ]);
  });
});

describe('obstacles', () => {
  test('a device with every capability has none', () => {
    expect(CHECKS.filter((check) => obstacleOf(check, ALL) !== null)).toEqual([]);
  });

  test('a device without two bearers skips, and the reason says what it lacks', () => {
    const obstacle = obstacleOf(byId('bearer-number-request-uses-mobile-data'), { ...ALL, capabilities: new Set(['radio']) });
    expect(obstacle).toMatchObject({ verdict: 'skipped', reason: expect.stringContaining('which bearer was used') as string });
  });

  test.each([
    { lacks: 'names', id: 'mapping-redirect-to-foreign-host-is-refused', reason: 'leading names of hosts' },
    { lacks: 'path', id: 'mapping-airplane-mode-is-no-network', reason: 'reached over its networks' },
    { lacks: 'path', id: 'mapping-connection-reset-login', reason: 'reached over its networks' },
  ] as const)('a device without $lacks skips $id', ({ lacks, id, reason }) => {
    const capabilities = new Set([...ALL.capabilities].filter((name) => name !== lacks));
    expect(obstacleOf(byId(id), { ...ALL, capabilities })?.reason).toContain(reason);
  });

  test('a device that proves too little skips the rows that need more', () => {
    const row = byId('bearer-failed-request-never-moves-to-wifi');
    expect(obstacleOf(row, { ...ALL, strength: 'bytes' })).toBeNull();
    expect(obstacleOf(row, { ...ALL, strength: 'noise' })?.reason).toContain('proof of the bearer (bytes or better, here noise)');
  });

  test('a device that sets registration and no SIM skips the rows of the SIM alone', () => {
    const controls = { has: (name: string) => name !== 'sim' && name !== 'dataSim', isByHand: () => false };
    expect(obstacleOf(byId('mapping-mobile-network-not-granted'), { ...ALL, controls })).toBeNull();
    expect(obstacleOf(byId('mapping-no-sim'), { ...ALL, controls })).toMatchObject({
      verdict: 'skipped',
      reason: 'not available here: setting sim to absent',
    });
  });

  test('what a person does is there before a row and not within it', () => {
    const controls = { has: () => true, isByHand: (name: string) => name === 'sim' || name === 'data' };
    expect(obstacleOf(byId('mapping-no-sim'), { ...ALL, controls })).toBeNull();
    const within = CHECKS.find(({ act }) => act.some((step) => step.do === 'radio' && step.set.data !== undefined));
    expect(obstacleOf(byId(within?.id ?? ''), { ...ALL, controls })?.reason).toContain('which nobody does by hand in time');
  });

  test('a probe without an APK that asks for READ_PHONE_STATE skips, and the reason says how to build it', () => {
    const obstacle = obstacleOf(byId('mapping-phone-state-refused-is-told'), { ...ALL, capabilities: new Set(['radio', 'sim']) });
    expect(obstacle).toMatchObject({ verdict: 'skipped', reason: expect.stringContaining('scripts/build-probe') as string });
  });

  test('an SDK without a method leaves its checks unimplemented', () => {
    const methods = ALL.methods.filter((method) => method !== 'mobileAuth');
    expect(obstacleOf(byId('check-token-comes-without-a-page'), { ...ALL, methods })).toEqual({
      verdict: 'unimplemented',
      reason: 'the SDK has no mobileAuth()',
    });
  });
});

function byId(id: string): Check {
  return CHECKS.find((check) => check.id === id)!;
}

function allMethods(): readonly string[] {
  return [
    'getPhoneInfo',
    'loginAuth',
    'mobileAuth',
    'getNetworkType',
    'delScrip',
    'setOverTime',
    'setPageInListener',
    'quitAuthActivity',
    'setAuthThemeConfig',
  ];
}
