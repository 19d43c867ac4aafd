import { expect, test } from 'vitest';
import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';
import { gatewayNeedOf } from './gateway-need.ts';
import { socketForm } from './socket-form.ts';

function byId(id: string): Check {
  const check = CHECKS.find((one) => one.id === id);
  if (check === undefined) {
    throw new Error(`no row ${id}`);
  }
  return check;
}

test.each([
  ['timeout-set-1500-held-answer', 'socket'],
  ['mapping-connection-reset', 'socket'],
  ['mapping-peer-closes-without-a-byte', 'socket'],
  ['mapping-connection-refused', 'socket'],
  ['mapping-dribbling-answer-is-time-out', 'socket'],
  ['mapping-token-tls-unknown-ca-mobile-auth', 'socket'],
  ['bearer-number-request-uses-mobile-data', 'socket'],
  ['bearer-mobile-data-released-after-timeout', 'socket'],
  ['mapping-no-sim', 'none'],
  ['mapping-airplane-mode-is-no-network', 'none'],
  ['mapping-empty-app-id', 'none'],
  ['network-type-wifi-only-is-2', 'none'],
  // An answer that the subject reads, or an earlier one that it lives on.
  ['mapping-truncated-answer', 'dialect'],
  ['mapping-wrong-app-key-is-103101', 'dialect'],
  ['mapping-unknown-app-is-103119', 'dialect'],
  ['mapping-token-tls-unknown-ca-mobile-auth-cached', 'dialect'],
  ['check-other-operator-is-200080', 'dialect'],
  ['login-missing-resource-is-200040', 'dialect'],
  ['login-checked-press-gives-token', 'dialect'],
] as const)('%s needs %s', (id, need) => {
  expect(gatewayNeedOf(byId(id))).toBe(need);
});

test('the fault meets whatever is asked, and what only an answer shows is left out', () => {
  const form = socketForm(byId('timeout-set-1500-held-answer'));
  expect(form?.arrange.fault).toEqual({ plane: 'bearer', effect: { kind: 'hold' }, isAnywhere: true });
  expect(form?.expect.map(({ name }) => name)).toEqual(['result', 'once']);
  expect(form?.timing).toEqual(byId('timeout-set-1500-held-answer').timing);
});

test('the bearer is judged for hosts of number requests only, since the token host may be asked over Wi-Fi', () => {
  const { expect: kept = [] } = socketForm(byId('bearer-number-request-uses-mobile-data')) ?? {};
  expect(kept).toMatchObject([
    { expect: 'carried', by: 'cellular', plane: 'bearer' },
    { expect: 'no-bytes', over: 'wifi', plane: 'bearer' },
  ]);
});

test('that nothing is asked is judged by bytes on either bearer', () => {
  const check = byId('mapping-mobile-data-off-nothing-cached');
  const row: Check = {
    ...check,
    expect: [
      ...check.expect.filter(({ expect: kind }) => kind === 'result'),
      { expect: 'requests', name: 'none', meaning: 'it asks', plane: 'bearer', operation: 'prefetch', exactly: 0 },
    ],
  };
  expect(socketForm(row)?.expect.slice(1)).toMatchObject([
    { expect: 'no-bytes', name: 'none-cellular', over: 'cellular' },
    { expect: 'no-bytes', name: 'none-wifi', over: 'wifi' },
  ]);
});

test('a TLS fault stays on the plane that has TLS', () => {
  expect(socketForm(byId('mapping-token-tls-expired-mobile-auth'))?.arrange.fault).toEqual({
    plane: 'token',
    effect: { kind: 'tls', fault: 'EXPIRED' },
  });
});
