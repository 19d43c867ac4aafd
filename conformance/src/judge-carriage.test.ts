import { describe, expect, test } from 'vitest';
import { NOTHING } from '../test/observed.ts';
import { judgeCarriage, judgeSilence } from './judge-carriage.ts';
import type { Observations } from './observations.ts';
import type { Carriage, SeenSocket } from './proofs/carriage.ts';

/** Rows whose connections are proved by what a device's own tables showed. */

const NO_BYTES = { wifi: 0, cellular: 0 };

function socket(changes: Partial<SeenSocket>): SeenSocket {
  return { seq: 1, plane: 'bearer', bearer: 'cellular', local: '10.0.2.15', remote: '10.0.2.2:7080', uid: 10_123, ...changes };
}

function seen(changes: Partial<Carriage>, more: Partial<Observations> = {}): Observations {
  const carriage: Carriage = {
    proofs: ['socket table', 'bytes by app'],
    strength: 'socket',
    sockets: [],
    bytes: { '': NO_BYTES },
    ...changes,
  };
  return { ...NOTHING, connections: null, carriage, ...more };
}

const WHOLE = { since: undefined, plane: undefined };

describe('carried', () => {
  test.each([
    { name: 'every socket was of the bearer', carriage: { sockets: [socket({})] }, status: 'ok' },
    { name: 'one was of the other', carriage: { sockets: [socket({}), socket({ seq: 2, bearer: 'wifi' })] }, status: 'wrong' },
    { name: 'one was of neither', carriage: { sockets: [socket({ bearer: 'other' })] }, status: 'wrong' },
    {
      name: 'no socket was seen, and the bytes were on the bearer',
      carriage: { bytes: { '': { wifi: 0, cellular: 900 } } },
      status: 'ok',
    },
    {
      name: 'no socket was seen, and the bytes were on the other',
      carriage: { bytes: { '': { wifi: 900, cellular: 0 } } },
      status: 'wrong',
    },
    { name: 'the bytes were on both', carriage: { bytes: { '': { wifi: 9, cellular: 9 } } }, status: 'unsure' },
    { name: 'nothing was sent at all', carriage: {}, status: 'wrong' },
    { name: 'nothing was seen and bytes are not counted', carriage: { proofs: ['socket table'] }, status: 'unsure' },
    {
      name: 'the socket table was wrong when it was tried',
      carriage: { proofs: ['bytes by app'], sockets: [socket({ bearer: 'wifi' })], bytes: { '': { wifi: 0, cellular: 5 } } },
      status: 'ok',
    },
  ] satisfies readonly { name: string; carriage: Partial<Carriage>; status: string }[])(
    '$name: $status',
    ({ carriage, status }) => {
      expect(judgeCarriage({ by: 'cellular', ...WHOLE }, seen(carriage))).toMatchObject({ status });
    },
  );

  test('counts from a step on, and only the plane that is asked for', () => {
    const sockets = [socket({ bearer: 'wifi' }), socket({ seq: 2 }), socket({ seq: 3, plane: 'token', bearer: 'wifi' })];
    const observations = seen({ sockets, bytes: { own: NO_BYTES } }, { marks: { own: { journal: 0, relay: 1 } } });
    expect(judgeCarriage({ by: 'cellular', since: 'own', plane: 'bearer' }, observations).status).toBe('ok');
    expect(judgeCarriage({ by: 'cellular', since: 'own', plane: undefined }, observations).status).toBe('wrong');
  });

  test('is unsure on a device without a proof', () => {
    expect(judgeCarriage({ by: 'cellular', ...WHOLE }, { ...NOTHING, connections: null }).status).toBe('unsure');
  });
});

describe('no bytes', () => {
  test.each([
    { name: 'none were counted', carriage: {}, plane: undefined, status: 'ok' },
    { name: 'some were counted', carriage: { bytes: { '': { wifi: 7, cellular: 0 } } }, plane: undefined, status: 'wrong' },
    {
      name: 'some were counted, to whom is open',
      carriage: { bytes: { '': { wifi: 7, cellular: 0 } } },
      plane: 'bearer' as const,
      status: 'unsure',
    },
    { name: 'a socket was seen', carriage: { sockets: [socket({ bearer: 'wifi' })] }, plane: undefined, status: 'wrong' },
    { name: 'bytes are not counted', carriage: { proofs: ['socket table'] }, plane: undefined, status: 'unsure' },
  ] satisfies readonly { name: string; carriage: Partial<Carriage>; plane: 'bearer' | undefined; status: string }[])(
    '$name: $status',
    ({ carriage, plane, status }) => {
      expect(judgeSilence({ over: 'wifi', since: undefined, plane }, seen(carriage))).toMatchObject({ status });
    },
  );
});

describe('by the addresses that the gateway sees', () => {
  const byAddress = (bearers: readonly SeenSocket['bearer'][]): Observations =>
    seen({
      proofs: ['source address'],
      strength: 'exact',
      sockets: bearers.map((bearer, index) => socket({ seq: index + 1, bearer, local: '203.0.113.9', remote: 'bearer' })),
    });

  test.each([
    { name: 'every request came from its address', bearers: ['cellular'], carried: 'ok', silent: 'ok' },
    { name: "one came from Wi-Fi's", bearers: ['cellular', 'wifi'], carried: 'wrong', silent: 'wrong' },
    { name: "one came from an address of nobody's", bearers: ['other'], carried: 'unsure', silent: 'unsure' },
    { name: 'none came', bearers: [], carried: 'wrong', silent: 'ok' },
  ] as const)('$name: carried $carried, silence over Wi-Fi $silent', ({ bearers, carried, silent }) => {
    expect(judgeCarriage({ by: 'cellular', ...WHOLE }, byAddress(bearers)).status).toBe(carried);
    expect(judgeSilence({ over: 'wifi', ...WHOLE }, byAddress(bearers)).status).toBe(silent);
  });
});
