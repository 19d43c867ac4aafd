import { expect, test } from 'vitest';
import { RestoreJournal } from './restore-journal.ts';

test('changes are undone in reverse order, each name once', async () => {
  const done: string[] = [];
  const journal = new RestoreJournal();
  const note = (what: string, before: string): void => journal.note(what, async () => void done.push(`${what}=${before}`));
  note('wifi', 'on');
  note('data', 'off');
  note('wifi', 'off');
  await journal.restore();
  expect(done).toEqual(['data=off', 'wifi=on']);
  await journal.restore();
  expect(done).toHaveLength(2);
});

test('a change that cannot be undone does not stop the others from being undone', async () => {
  const done: string[] = [];
  const journal = new RestoreJournal();
  journal.note('wifi', async () => void done.push('wifi'));
  journal.note('data', async () => Promise.reject(new Error('device gone')));
  await expect(journal.restore()).rejects.toThrow('could not restore data: Error: device gone');
  expect(done).toEqual(['wifi']);
});
