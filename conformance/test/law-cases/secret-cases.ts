import { called } from '../observed.ts';
import { GOOD, type LawCase } from './law-case.ts';

export const SECRET_CASES: readonly LawCase[] = [
  {
    law: 'law-secret-not-in-log',
    upheld: called(GOOD),
    broken: called(GOOD, { leaks: [{ where: 'log', secret: 'token', place: 'line 3 of log.txt' }] }),
    says: /token in line 3/,
  },
  {
    law: 'law-secret-not-in-file',
    upheld: called(GOOD),
    broken: called(GOOD, { leaks: [{ where: 'file', secret: 'appKey', place: 'files/x' }] }),
    says: /appKey in files/,
  },
  {
    law: 'law-secret-not-in-clear-on-wire',
    upheld: called(GOOD),
    broken: called(GOOD, { leaks: [{ where: 'wire', secret: 'appKey', place: 'cm.gateway.test:80' }] }),
    says: /appKey in cm/,
  },
  {
    law: 'law-secret-not-in-broadcast',
    upheld: called(GOOD, { leaks: [{ where: 'log', secret: 'token', place: 'line 3 of log.txt' }] }),
    broken: called(GOOD, { leaks: [{ where: 'broadcast', secret: 'token', place: 'the broadcast sdk.TOKEN' }] }),
    says: /token in the broadcast sdk\.TOKEN/,
  },
];
