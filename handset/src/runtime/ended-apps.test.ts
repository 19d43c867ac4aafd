import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProcessEnd } from '../device.ts';
import { EndedApps } from './ended-apps.ts';
import { keyOf } from './process-id.ts';

const APP = 'com.example.app';
const TASK = [{ component: `${APP}/.Main` }];
const SERVICES = [{ component: `${APP}/.Work`, intents: [] }];
const KILLED: ProcessEnd = { code: null, signal: 'SIGKILL', crashed: false };
const CRASHED: ProcessEnd = { code: 1, signal: null, crashed: true };
const RESTART = `Scheduling restart of crashed service ${APP}/.Work in 1000ms for start-requested`;

let restarted: unknown[];
let logged: string[];
let ended: EndedApps;

beforeEach(() => {
  restarted = [];
  logged = [];
  ended = new EndedApps({
    run: async (packageName, services) => void restarted.push([packageName, services]),
    log: (message) => logged.push(message),
  });
});

afterEach(() => ended.close());

test('a task is taken once', () => {
  ended.add(APP, { activities: TASK, services: [] }, KILLED);
  expect(ended.takeTask(APP)).toEqual(TASK);
  expect(ended.takeTask(APP)).toEqual([]);
  expect(logged).toEqual([]);
});

test('services come back after a while', async () => {
  ended.add(APP, { activities: [], services: SERVICES }, KILLED);
  expect(restarted).toEqual([]);
  await expect.poll(() => restarted, { timeout: 20_000 }).toEqual([[APP, SERVICES]]);
  expect(logged).toEqual([RESTART]);
});

test('services of a package that crashes twice at once do not come back', async () => {
  ended.add(APP, { activities: [], services: SERVICES }, CRASHED);
  await expect.poll(() => restarted, { timeout: 20_000 }).toHaveLength(1);
  ended.add(APP, { activities: [], services: SERVICES }, CRASHED);
  ended.add('com.example.other', { activities: [], services: SERVICES }, CRASHED);
  await expect.poll(() => restarted, { timeout: 20_000 }).toHaveLength(2);
  expect(restarted).toEqual([
    [APP, SERVICES],
    ['com.example.other', SERVICES],
  ]);
  expect(logged).toEqual([RESTART, `Service crashed too many times: ${APP}/.Work`, RESTART]);
});

test('a package that is stopped leaves nothing behind', async () => {
  ended.add(APP, { activities: TASK, services: SERVICES }, KILLED);
  ended.forget(APP);
  ended.add('com.example.other', { activities: [], services: SERVICES }, KILLED);
  await expect.poll(() => restarted, { timeout: 20_000 }).toHaveLength(1);
  expect(restarted).toEqual([['com.example.other', SERVICES]]);
  expect(ended.takeTask(APP)).toEqual([]);
});

test('what is forgotten of a package is forgotten of all its processes, and of no other package', () => {
  const other = keyOf({ package: APP, process: `${APP}:other` });
  const stranger = keyOf({ package: `${APP}.more`, process: `${APP}.more` });
  for (const key of [APP, other, stranger]) {
    ended.add(key, { activities: TASK, services: [] }, KILLED);
  }
  ended.forget(APP);
  expect([APP, other, stranger].map((key) => ended.takeTask(key))).toEqual([[], [], TASK]);
});
