import { type Breach, type Law, wrong } from '../src/law.ts';
import type { Leak, Observations } from '../src/observations.ts';

function leaksIn(where: Leak['where'], { leaks }: Observations): readonly Breach[] {
  return leaks
    .filter((leak) => leak.where === where)
    .map(({ secret, place }) => wrong(`no secret in ${PLACES[where]}`, `${secret} in ${place}`));
}

const PLACES = {
  log: 'the device log',
  file: 'what is kept of the app in clear text',
  wire: 'clear text on the wire',
  broadcast: 'a broadcast that any app can receive',
} as const;

/** Where a secret must never stand: token, scrip, app key, whole number (SEC-03 to SEC-05). */
export const secretLaws: readonly Law[] = [
  {
    id: 'law-secret-not-in-log',
    clause: ['SEC-03'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning: 'every app with the right to read logs, and every bug report, has the secret then',
    judge: ({ seen }) => leaksIn('log', seen),
    kills: [
      { mutant: 'login-token-in-log', in: 'login-checked-press-gives-token' },
      { mutant: 'scrip-in-log', in: 'security-log-holds-no-secret' },
      { mutant: 'app-key-in-log', in: 'prefetch-success-describes-itself' },
      { mutant: 'app-key-in-log-on-refusal', in: 'mapping-wrong-app-key-is-103101' },
      { mutant: 'encoded-token-in-log', in: 'security-log-holds-no-secret' },
      { mutant: 'token-end-in-log', in: 'security-log-holds-no-secret' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-secret-not-in-file',
    clause: ['SEC-04'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning:
      'a backup or a rooted device gives the secret away; what stands in an intent or a saved state the system keeps outside the app',
    judge: ({ seen }) => leaksIn('file', seen),
    kills: [
      { mutant: 'secrets-at-rest', in: 'security-log-holds-no-secret' },
      { mutant: 'plain-at-rest', in: 'security-log-holds-no-secret' },
      { mutant: 'scrip-in-intent', in: 'login-checked-press-gives-token' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-secret-not-in-clear-on-wire',
    clause: ['SEC-05'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning: 'whoever sees the bytes on their way has the secret',
    needs: 'connections',
    judge: ({ seen }) => leaksIn('wire', seen),
    kills: [
      { mutant: 'app-key-in-clear', in: 'prefetch-success-describes-itself' },
      { mutant: 'scrip-in-clear', in: 'security-log-holds-no-secret' },
      { mutant: 'token-in-clear', in: 'security-log-holds-no-secret' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-secret-not-in-broadcast',
    clause: ['SEC-03'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning: 'an implicit broadcast is heard by every app that registers for its action',
    needs: 'connections',
    judge: ({ seen }) => leaksIn('broadcast', seen),
    kills: [
      { mutant: 'token-in-broadcast', in: 'login-checked-press-gives-token' },
      { mutant: 'token-in-broadcast', in: 'security-log-holds-no-secret' },
    ],
    since: '0.4.0',
  },
];
