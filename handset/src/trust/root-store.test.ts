import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UNTRUSTED_ROOT_PEM as ROOT } from '../../test/support/root-pem.ts';
import { RootStore } from './root-store.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qh-roots-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a system root is trusted by every app and survives a restart', async () => {
  const { id } = await new RootStore(folder).install(ROOT, 'system');
  const restarted = new RootStore(folder);
  expect(await restarted.list()).toMatchObject([{ id, store: 'system' }]);
  expect(await restarted.pemFor({ targetSdk: 35 })).toContain('BEGIN CERTIFICATE');
});

test("a user's root is trusted only by apps for Android 6 and older", async () => {
  const store = new RootStore(folder);
  await store.install(ROOT, 'user');
  expect(await store.pemFor({ targetSdk: 24 })).toBe('');
  expect(await store.pemFor({ targetSdk: 23 })).toContain('BEGIN CERTIFICATE');
});

test('a root stands in one store, and is gone when it was removed', async () => {
  const store = new RootStore(folder);
  await store.install(ROOT, 'user');
  const { id } = await store.install(ROOT, 'system');
  expect(await store.list()).toMatchObject([{ id, store: 'system' }]);
  await store.remove(id);
  expect(await store.list()).toEqual([]);
  await expect(store.remove(id)).rejects.toThrow(/no root/);
});

test('what is no certificate is refused', async () => {
  await expect(new RootStore(folder).install('hello', 'system')).rejects.toMatchObject({ code: 'BAD_ROOT' });
});
