import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Handset, startHandset } from '../../handset/src/handset.ts';
import { AdbServer } from '../../handset/test/support/adb-server.ts';
import { packageRoot } from '../src/package-root.ts';
import type { RunReport } from '../src/report/run-report.ts';

// Needs scripts/setup: `quhao conform` runs from dist. The whole of both kinds: scripts/other-devices, a part of scripts/test --all.

/** A few rows on handsets that show themselves as other devices: the suite knows them by stock adb and a console alone. */

const RUN_MS = 240_000;
const root = await packageRoot();

let home: string;
let adb: AdbServer;
const handsets: Handset[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'quhao-others-'));
  adb = await AdbServer.start();
});
afterAll(async () => {
  for (const handset of handsets) {
    await handset.close();
  }
  await adb.stop();
  await rm(home, { recursive: true, force: true });
});

interface Asked {
  readonly rows: readonly string[];
  readonly mutants: readonly string[];
}

async function conform(
  kind: Pick<Parameters<typeof startHandset>[0], 'as' | 'apiLike'>,
  { rows, mutants }: Asked,
): Promise<RunReport> {
  const folder = join(home, kind.as ?? '');
  const cacheDir = join(root, '.quhao', 'handset-cache');
  const handset = await startHandset({ ...kind, dataDir: folder, cacheDir, homeDir: home });
  handsets.push(handset);
  await adb.text('connect', handset.connectAddress);
  const json = join(home, `${kind.as}.json`);
  const args = ['conform', '--serial', handset.serial, '--grep', `^(${rows.join('|')})$`, '--mutants', mutants.join(',')];
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, ADB_SERVER_SOCKET: `tcp:127.0.0.1:${adb.port}` };
  const command = [join(root, 'dist/cli/main.js'), ...args, '--runs', join(home, 'runs'), '--json', json];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env, timeout: RUN_MS }).catch(
    (error: unknown) => error as { stdout: string },
  );
  return JSON.parse(
    await readFile(json, 'utf8').catch(() => {
      throw new Error(stdout);
    }),
  ) as RunReport;
}

function verdicts({ checks }: RunReport): Readonly<Record<string, string>> {
  return Object.fromEntries(checks.filter(({ id }) => !id.startsWith('law-')).map(({ id, verdict }) => [id, verdict]));
}

function fates({ mutants }: RunReport): Readonly<Record<string, string>> {
  return Object.fromEntries(mutants.map(({ mutant, fate }) => [mutant, fate]));
}

test('an emulator is judged with proof of the bearer, and its console refuses the registration', {
  timeout: RUN_MS,
}, async () => {
  const report = await conform(
    { as: 'emulator', apiLike: 31 },
    {
      rows: [
        'bearer-number-request-uses-mobile-data',
        'mapping-mobile-network-not-granted',
        'mapping-no-sim',
        'prefetch-success-describes-itself',
      ],
      mutants: [
        ...['default-network', 'number-request-twice', 'identifies-over-wifi', 'switch-failed-as-no-network'],
        ...['desc-missing', 'trace-id-foreign'],
      ],
    },
  );
  expect(verdicts(report)).toEqual({
    'bearer-number-request-uses-mobile-data': 'pass',
    'mapping-mobile-network-not-granted': 'pass',
    'mapping-no-sim': 'skipped',
    'prefetch-success-describes-itself': 'pass',
  });
  expect(fates(report)).toEqual({
    'default-network': 'killed',
    'number-request-twice': 'killed',
    'identifies-over-wifi': 'killed',
    'switch-failed-as-no-network': 'killed',
    'desc-missing': 'killed',
    'trace-id-foreign': 'killed',
  });
  expect(report.device).toMatchObject({ kind: 'emulator', apiLevel: 31, gateway: 'at 10.0.2.2 over both bearers' });
  expect(report.device?.proofs.length).toBeGreaterThan(0);
});

test('a phone of API 29 is judged over adb reverse, and what it lacks is skipped', { timeout: RUN_MS }, async () => {
  const report = await conform(
    { as: 'phone', apiLike: 29 },
    {
      rows: [
        'bearer-number-request-uses-mobile-data',
        'mapping-airplane-mode-is-no-network',
        'mapping-mobile-data-off-nothing-cached',
        'network-type-wifi-only-is-2',
        'prefetch-success-describes-itself',
      ],
      mutants: [
        ...['mobile-data-off-as-no-network', 'network-type-2-as-3', 'desc-of-success-not-true'],
        ...['trace-id-missing-in-prefetch'],
      ],
    },
  );
  expect(verdicts(report)).toEqual({
    'bearer-number-request-uses-mobile-data': 'skipped',
    'mapping-airplane-mode-is-no-network': 'skipped',
    'mapping-mobile-data-off-nothing-cached': 'pass',
    'network-type-wifi-only-is-2': 'pass',
    'prefetch-success-describes-itself': 'pass',
  });
  expect(fates(report)).toEqual({
    'mobile-data-off-as-no-network': 'killed',
    'network-type-2-as-3': 'killed',
    'desc-of-success-not-true': 'killed',
    'trace-id-missing-in-prefetch': 'killed',
  });
  expect(report.device).toMatchObject({ kind: 'phone', apiLevel: 29, proofs: [{ name: 'adb reverse', strength: 'none' }] });
  expect(await readdir(join(home, '.local/share/quhao/devices'))).toEqual([]);
});
