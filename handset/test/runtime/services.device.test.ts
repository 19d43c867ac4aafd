import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCoverage } from '../../src/runtime/coverage.ts';
import { coverageTable, coverageText } from '../../src/runtime/coverage-text.ts';
import { missingForSample, RUNTIME, SampleHandset } from '../support/sample-handset.ts';

const missing = await missingForSample();
const suffix = missing === null ? '' : ` (skipped: ${missing} is absent)`;

/** The printed part of docs/limits.md between its marks. */
const PRINTED = /(<!-- coverage: [^\n]* -->\n)[\s\S]*?(<!-- end of coverage -->)/;

function refused(method: string): string {
  return `UnsupportedOperationException: quhao: not supported: ${method}`;
}

/** Calls of ServicesActivity to services that the handset lacks, in their order. */
const ABSENT = [
  { call: 'alarm', method: 'AlarmManager.setExact' },
  { call: 'alarm again', method: 'AlarmManager.setExact' },
  { call: 'alarm by reflection', method: 'AlarmManager.set' },
  { call: 'job', method: 'JobScheduler.schedule' },
  { call: 'notify', method: 'NotificationManager.notify' },
  { call: 'service', method: 'Context.startService' },
  { call: 'bind', method: 'Context.bindService' },
  { call: 'location', method: 'LocationManager.requestLocationUpdates' },
  { call: 'scan', method: 'WifiManager.getScanResults' },
  { call: 'listen', method: 'TelephonyManager.listen' },
  { call: 'network stats', method: 'Context.getSystemService(netstats)' },
  { call: 'storage', method: 'StorageManager.getStorageVolumes' },
  { call: 'discovery', method: 'BluetoothAdapter.startDiscovery' },
  { call: 'network activity', method: 'ConnectivityManager.getMultipathPreference' },
] as const;

const PRESENT = [
  'no such service = null',
  'clipboard = copied',
  'screen on = true',
  'locked = false',
  'package = 1',
  'camera = false',
  'process = app.quhao.runtimesample',
  'bluetooth = false',
  'cameras = 0',
  'accounts = 0',
  'vibrator = false',
  'sensors = 0',
  'operator = 46000',
  'preferences = true',
  'restricted = 1',
] as const;

describe.skipIf(missing !== null)(`system services${suffix}`, () => {
  let sample: SampleHandset;
  let answers: readonly string[];

  beforeAll(async () => {
    sample = await SampleHandset.start('services');
    await sample.open('ServicesActivity');
    answers = await sample.logged();
  });

  afterAll(() => sample?.close());

  it.each(ABSENT)('throw by name where they are absent: $method by $call', ({ call, method }) => {
    expect(answers).toContain(`${call} = ${refused(method)}`);
  });

  it('answer where they are there', () => {
    expect(answers).toEqual(expect.arrayContaining([...PRESENT]));
  });

  it('give no identifiers of the device, as since API 29', () => {
    expect(answers.find((line) => line.startsWith('imei'))).toMatch(
      /^imei = SecurityException: getImeiForSlot: The user 10\d{3} does not meet the requirements to access device identifiers\.$/,
    );
  });

  it('are named in logcat once', async () => {
    const named = (await sample.logged('quhao')).filter((line) => line.startsWith('not supported: '));
    expect(
      named.filter((line) => line.startsWith('not supported: AlarmManager.setExact, called by app.quhao.runtimesample.')),
    ).toHaveLength(1);
    expect(named).toHaveLength(new Set(ABSENT.map(({ method }) => method)).size);
  });
});

describe.skipIf(missing !== null)(`the ledger of services${suffix}`, () => {
  it('says of a method who answers it', async () => {
    const { services } = await readCoverage(RUNTIME, 35);
    const alarms = services.find(({ name }) => name === 'AlarmManager');
    const connectivity = services.find(({ name }) => name === 'ConnectivityManager');
    expect(alarms?.throws).toContain('setExact');
    expect(alarms?.answers).toContain('cancel');
    expect(connectivity?.ours).toContain('getActiveNetwork');
    expect(connectivity?.throws).toContain('getMultipathPreference');
    expect(services.find(({ name }) => name === 'WindowManager')?.throws).toEqual([]);
  });

  it('is printed with all its methods', async () => {
    const coverage = await readCoverage(RUNTIME, 35);
    expect(coverageText(coverage)).toMatch(/^AlarmManager\n {2}answers canScheduleExactAlarms .*\n {2}throws {2}.*setExact/m);
  });

  it('is the table in docs/limits.md', async () => {
    const path = join(import.meta.dirname, '../../../docs/limits.md');
    const page = await readFile(path, 'utf8');
    const table = coverageTable(await readCoverage(RUNTIME, 35));
    expect(page).toMatch(PRINTED);
    const printed = page.replace(PRINTED, (_all, begin, end) => `${begin}${table}\n${end}`);
    if (process.env['UPDATE_DOCS'] === '1') {
      await writeFile(path, printed);
    }
    expect(await readFile(path, 'utf8'), 'docs/limits.md is outdated: UPDATE_DOCS=1').toBe(printed);
  });
});
