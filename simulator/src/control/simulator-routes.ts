import { z } from 'zod';
import { descriptionAnswer, keysAnswer } from './answers.ts';
import type { ControlRoute } from './route.ts';

/** The simulator as a whole: where it listens, its certificate and its keys. */
export const SIMULATOR_ROUTES: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/simulator',
    summary: 'Where it listens, and what a client needs besides: certificate and keys',
    isScoped: false,
    status: 200,
    answer: descriptionAnswer,
    run: async ({ describe }) => describe(),
  },
  {
    method: 'get',
    path: '/ca',
    summary: 'The root certificate, PEM',
    isScoped: false,
    isOpen: true,
    status: 200,
    answer: z.string(),
    media: 'application/x-pem-file',
    run: async ({ describe }) => describe().rootPem,
  },
  {
    method: 'get',
    path: '/keys',
    summary: 'The gateway’s public keys, as the scope has them',
    isScoped: true,
    status: 200,
    answer: keysAnswer,
    run: ({ scope }) => scope.keys(),
  },
  {
    method: 'get',
    path: '/platform-key',
    summary: 'The public key that numbers for a number check are encrypted with',
    isScoped: false,
    status: 200,
    answer: z.strictObject({ spkiPem: z.string() }),
    run: async ({ describe }) => ({ spkiPem: describe().platformSpkiPem }),
  },
];
