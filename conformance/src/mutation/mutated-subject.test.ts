import { expect, test } from 'vitest';
import type { Testbed } from '../testbed.ts';
import { MutatedSubject } from './mutated-subject.ts';

/** Records which processes are asked for. */
function recorded(): { readonly subject: MutatedSubject; readonly log: string[] } {
  const log: string[] = [];
  const chooseMutations: Testbed['chooseMutations'] = async (mutations, process) => {
    log.push(`${process} ${mutations.join(',')}`.trim());
  };
  return { subject: new MutatedSubject({ chooseMutations } as Testbed), log };
}

test('a process goes on being used while nothing soils it', async () => {
  const { subject, log } = recorded();
  await subject.use([1]);
  await subject.use([2]);
  expect(log).toEqual(['running 1', 'running 2']);
});

test('a process that was soiled is replaced, and the next one is clean', async () => {
  const { subject, log } = recorded();
  await subject.use([1]);
  subject.soil();
  await subject.use([2]);
  await subject.use([3]);
  expect(log).toEqual(['running 1', 'fresh 2', 'running 3']);
});

test('a mutation that needs a new process has one, and so has the one after it', async () => {
  const { subject, log } = recorded();
  await subject.use([1], { needsFreshProcess: true });
  await subject.use([2]);
  await subject.use([3]);
  expect(log).toEqual(['fresh 1', 'fresh 2', 'running 3']);
});

test('what was taken out still soils, until the process is seen to behave', async () => {
  const { subject, log } = recorded();
  await subject.use([1]);
  subject.soil();
  await subject.takeOut();
  subject.absolve();
  await subject.use([2]);
  expect(log).toEqual(['running 1', 'running', 'running 2']);
});

test('the SDK as it is soils nothing', async () => {
  const { subject, log } = recorded();
  await subject.renew([]);
  subject.soil();
  await subject.use([1]);
  expect(log).toEqual(['fresh', 'running 1']);
});
