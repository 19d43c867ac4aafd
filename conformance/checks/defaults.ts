import type { Canary, Check } from '../src/check.ts';

/** The gateway answers over mobile data. */
export const GATEWAY_ANSWERS = {
  canary: 'raw',
  bearer: 'cellular',
  target: 'ca',
  meets: 'answer',
  status: 200,
} as const satisfies Canary;

/** There is no mobile data. */
export const NO_MOBILE_DATA = {
  canary: 'raw',
  bearer: 'cellular',
  target: 'ca',
  meets: 'no-network',
} as const satisfies Canary;

export const WIFI_IS_DEFAULT = { canary: 'default-network', is: 'wifi' } as const satisfies Canary;

type RowDefaults = Omit<Check, 'id' | 'clause' | 'act' | 'expect' | 'kills'>;

/** A row about a call of the SDK. A check overrides these defaults. */
export const SDK_ROW = {
  level: 'MUST',
  subject: 'sdk',
  profile: ['core'],
  needs: [],
  arrange: {},
  canary: [GATEWAY_ANSWERS],
  since: '0.1.0',
} as const satisfies RowDefaults;

/** A row about the authorisation page. A check overrides these defaults. */
export const PAGE_ROW = {
  level: 'MUST',
  subject: 'page',
  profile: ['page'],
  needs: ['screen'],
  arrange: {},
  canary: [GATEWAY_ANSWERS],
  since: '0.1.0',
} as const satisfies RowDefaults;

/** A row about what the SDK does while its page is up. A check overrides these defaults. */
export const SDK_PAGE_ROW = { ...SDK_ROW, profile: ['page'], needs: ['screen'] } as const satisfies RowDefaults;

/** An app key that is nobody's, and a secret all the same to whoever was given it. */
export const WRONG_APP_KEY = '5ec7e10f0a9b4c2d8e6f1a3b5c7d9e0f';

/** Registered nowhere: the gateway refuses every call with it (103119). */
export const UNKNOWN_APP_ID = '300000009999';
