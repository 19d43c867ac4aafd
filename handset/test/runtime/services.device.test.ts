import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCoverage } from '../../src/runtime/coverage.ts';
import { coverageTable, coverageText } from '../../src/runtime/coverage-text.ts';
import { missingForSample, RUNTIME, SAMPLE, SampleHandset } from '../support/sample-handset.ts';
import { FLOW, FLOW_RESULT, JOBS, KEYSTORE, ORDERED, REGISTERED, TELEPHONY } from './sample-answers.ts';

const missing = await missingForSample();
const suffix = missing === null ? '' : ` (skipped: ${missing} is absent)`;

/** The printed part of docs/limits.md between its marks. */
const PRINTED = /(<!-- coverage: [^\n]* -->\n)[\s\S]*?(<!-- end of coverage -->)/;

function refused(method: string): string {
  return `UnsupportedOperationException: quhao: not supported: ${method}`;
}

/** Calls of ServicesActivity to services that the handset lacks, in their order. */
const ABSENT = [
  { call: 'time', method: 'AlarmManager.setTime' },
  { call: 'time again', method: 'AlarmManager.setTime' },
  { call: 'time by reflection', method: 'AlarmManager.setTime' },
  { call: 'location', method: 'LocationManager.requestFlush' },
  { call: 'scan', method: 'WifiManager.getScanResults' },
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
  'battery = 100',
  'memory = 4000000',
  'preferences = true',
  'restricted = 1',
] as const;

const SERVICE = `${SAMPLE}/.WorkService`;
/** Of a service that is bound, unbound, bound again and stopped. */
const BOUND = [
  'bind implicit = IllegalArgumentException: Service Intent must be explicit: Intent { act=x }',
  'bind missing = false',
  expect.stringMatching(/^unbind unknown = IllegalArgumentException: Service not registered: app\.quhao\./),
  'start missing = null',
  'service = created by main',
  'service = start 1 0 nothing',
  'service = bind work',
  'service = bind nothing',
  `first = connected to {${SAMPLE}/${SAMPLE}.WorkService} on main`,
  'second = null binding',
  'service = unbind work',
  `third = connected to {${SAMPLE}/${SAMPLE}.WorkService} on main`,
  'service = unbind nothing',
  'service = rebind work',
  'service = unbind work',
  'service = destroyed, notifications = 0',
];

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
      named.filter((line) => line.startsWith('not supported: AlarmManager.setTime, called by app.quhao.runtimesample.')),
    ).toHaveLength(1);
    expect(named).toHaveLength(new Set(ABSENT.map(({ method }) => method)).size);
  });

  describe('of the app itself', () => {
    beforeAll(async () => {
      await sample.shell('logcat', '-c');
      await sample.open('BoundActivity');
    });

    async function reaches(line: string): Promise<readonly string[]> {
      await expect.poll(() => sample.logged(), { timeout: 20_000, interval: 100 }).toContain(line);
      return sample.logged();
    }

    it("bind services in Android's order of calls", async () => {
      expect(await reaches('service = destroyed, notifications = 0')).toEqual(BOUND);
    });

    it('run started and foreground services until they are stopped', async () => {
      await sample.shell('logcat', '-c');
      await sample.shell('am', 'start-foreground-service', '-n', SERVICE, '--es', 'do', 'foreground');
      await reaches('service = notifications = 1');
      await sample.shell('am', 'startservice', '-n', SERVICE, '--es', 'do', "'end first'");
      await sample.shell('am', 'startservice', '-n', SERVICE, '--es', 'do', 'end');
      expect(await reaches('service = destroyed, notifications = 0')).toEqual([
        'service = created by main',
        'service = start 1 0 foreground',
        'service = notifications = 1',
        'service = start 2 0 end first',
        'service = ended = false',
        'service = start 3 0 end',
        'service = ended = true',
        'service = destroyed, notifications = 0',
      ]);
      expect(await sample.shell(`am stopservice -n ${SERVICE} 2>&1; echo $?`)).toContain(
        'Service not stopped: was not running.\n255\n',
      );
    });

    it('fire alarms at their time', async () => {
      await sample.shell('logcat', '-c');
      await sample.open('AlarmActivity');
      await reaches('listener = true');
      expect(await reaches('service = destroyed, notifications = 0')).toEqual([
        'may be exact = false',
        expect.stringMatching(/^exact = SecurityException: Caller app\.quhao\.runtimesample needs to hold /),
        'service = created by main',
        'service = start 1 0 end',
        'service = ended = true',
        'service = destroyed, notifications = 0',
        'listener = true',
      ]);
    });

    it("go through Android's callbacks as they are started, left and started again", async () => {
      const start = `am start -n ${SAMPLE}/.FlowActivity`;
      await sample.shell(`${start} -f 0x8000`);
      await sample.shell('logcat', '-c');
      await sample.shell(`${start} -f 0x8000 -W`);
      await reaches('FlowActivity = onResume');
      await sample.shell('logcat', '-c');
      expect(await sample.shell(`${start} -W 2>&1`)).toContain('Warning: Activity not started, intent has been delivered to');
      await sample.shell('input', 'keyevent', 'HOME');
      await reaches('FlowActivity = onStop');
      expect(await sample.shell(`${start} -W 2>&1`)).toContain(
        'Warning: Activity not started, its current task has been brought to the front\n',
      );
      await reaches('FlowActivity = onResume');
      expect(await sample.logged()).toEqual(FLOW.slice(3));
    });

    it('give a result to the activity below, and are listed from the top', async () => {
      const [flow, top] = [`${SAMPLE}/.FlowActivity`, `${SAMPLE}/.FlowTopActivity`];
      await sample.shell(`am start -W -n ${flow} -f 0x8000 --es next yes`);
      await reaches(`FlowTopActivity = onCreate 1 android-app://${SAMPLE} ComponentInfo{${SAMPLE}/${SAMPLE}.FlowActivity}`);
      await reaches('FlowTopActivity = onResume');
      const stack = (await sample.shell('dumpsys activity activities')).match(/Hist {2}#\d: \S+ u0 \S+/g);
      expect(stack?.map((line) => line.replace(/\S+ u0 /, ''))).toEqual([`Hist  #1: ${top}`, `Hist  #0: ${flow}`]);
      await sample.shell('logcat', '-c');
      await sample.shell(`am start -W -n ${top} --es say end`);
      await reaches('FlowTopActivity = onDestroy');
      expect((await sample.logged()).slice(1)).toEqual(FLOW_RESULT);
    });

    it('run jobs in real time, and when the shell says so', async () => {
      await sample.shell('logcat', '-c');
      await sample.open('JobActivity');
      await expect.poll(() => sample.logged(), { timeout: 20_000, interval: 100 }).toEqual(expect.arrayContaining(JOBS));
      const job = `cmd jobscheduler`;
      expect(await sample.shell(`${job} run ${SAMPLE} 5; ${job} run ${SAMPLE} 77; echo $?; ${job} timeout ${SAMPLE} 5`)).toBe(
        `Running job\nCould not find job 77 in package ${SAMPLE} / user 0\n23\n`,
      );
      expect(await reaches('job 5 = stopped 3')).toContain('job 5 = started long false');
    });

    it('get broadcasts in order, with results and flags of export', async () => {
      await sample.shell('logcat', '-c');
      await sample.open('BroadcastActivity');
      const logged = await reaches('final = sample.ORDERED 9 begin high manifest later low');
      expect(logged).toEqual(expect.arrayContaining([...REGISTERED, 'final = sample.ORDERED 8 begin high']));
      expect(logged.filter((line) => ORDERED.some((one) => one === line || line.startsWith('ManifestReceiver')))).toEqual([
        'high = sample.ORDERED 7 begin',
        ...ORDERED,
      ]);
      expect(logged.filter((line) => line.endsWith(' unordered'))).toHaveLength(3);
      const record = /BroadcastRecord\{\w+ u0 sample\.ORDERED\} to user 0\n {4}Intent \{ act=sample\.ORDERED[^\n]*\n/;
      expect(await sample.shell('dumpsys activity broadcasts')).toMatch(record);
      await sample.shell('input keyevent HOME');
      expect(await sample.shell('dumpsys activity broadcasts')).toMatch(record);
    });

    it('get broadcasts of the shell only where they are exported', async () => {
      expect(await sample.shell(`am broadcast -a sample.ORDERED; am broadcast -n ${SAMPLE}/.ManifestReceiver -a x`)).toMatch(
        /result=2, data="null high later low"\n.*\n.*result=0, data="null manifest"\n$/,
      );
      await sample.shell('logcat', '-c');
      expect(await sample.shell(`am broadcast -a sample.SHELL; am broadcast -n ${SAMPLE}/.PrivateReceiver`)).toMatch(
        /result=1, data="null open"\n.*\n.*result=0\n$/,
      );
      expect(await sample.logged()).toEqual(['open = sample.SHELL 0 null']);
    });

    it("use the key store by Android's rules", async () => {
      await sample.shell('logcat', '-c');
      await sample.open('KeystoreActivity');
      expect(await reaches('delete = 0 null')).toEqual(KEYSTORE);
    });

    it('hear of telephony, and of the network of another card', async () => {
      await sample.shell('logcat', '-c');
      await sample.shell('cmd quhao sim set 1 ready --operator 46001');
      await sample.open('TelephonyActivity');
      expect(await sample.logged()).toEqual(expect.arrayContaining(['first = 5 46000', 'second = 5 46001']));
      for (const line of TELEPHONY) {
        await reaches(line);
      }
      // The request holds mobile data, so that it does not linger.
      await sample.shell('svc wifi disable; svc wifi enable');
      await expect.poll(() => sample.shell('dumpsys connectivity')).toContain('WIFI CONNECTED');
      expect((await sample.logged()).filter((line) => line.startsWith('network'))).toEqual(['network = available']);
      await sample.shell('logcat', '-c');
      await sample.shell('cmd quhao sim data 1');
      await reaches('callback service = 0 46001 false');
      const networks = (await reaches('network = available')).filter((line) => line.startsWith('network'));
      expect(networks).toEqual(['network = lost', 'network = available']);
      await sample.shell(`cmd quhao mobile deny ${SAMPLE}`);
      await reaches('blocked = true');
      await sample.shell(`cmd quhao mobile allow ${SAMPLE}`);
      await sample.shell('cmd quhao wifi portal on');
      await reaches('wifi = valid false, portal true');
      await reaches('default = cellular');
      await sample.shell('cmd quhao registration roaming');
      await reaches('listener service = 0 45412 true');
      await sample.shell('cmd connectivity airplane-mode enable');
      await reaches('callback service = 3 null false');
      await sample.shell('cmd quhao reset');
    });

    it('refuse the shell what is not exported', async () => {
      expect(await sample.shell(`am start -n ${SAMPLE}/.PrivateActivity 2>&1; echo $?`)).toMatch(
        /SecurityException: Permission Denial: starting Intent \{ .* from null \(pid=\d+, uid=2000\) not exported from uid 10\d{3}\n255\n$/,
      );
      expect(await sample.shell(`am start -n ${SAMPLE}/.GuardedActivity 2>&1; echo $?`)).toMatch(
        /SecurityException: Permission Denial: starting Intent \{ .* requires android\.permission\.BIND_JOB_SERVICE\n255\n$/,
      );
      expect(await sample.shell(`am startservice -n ${SAMPLE}/.PrivateService 2>&1; echo $?`)).toMatch(
        /\nError: Requires permission not exported from uid 10\d{3}\n255\n$/,
      );
    });

    it('run the instrumentation of another package in the process of its target', async () => {
      await sample.installTests();
      const answer = await sample.shell('am', 'instrument', '-r', '-w', `${SAMPLE}.tests/${SAMPLE}.TestsInstrumentation`);
      expect(answer.split('\n')).toEqual([
        `INSTRUMENTATION_RESULT: apk=/data/app/${SAMPLE}.tests/base.apk`,
        `INSTRUMENTATION_RESULT: context=${SAMPLE}.tests`,
        'INSTRUMENTATION_RESULT: label=The tests',
        'INSTRUMENTATION_RESULT: main thread=main',
        `INSTRUMENTATION_RESULT: target=${SAMPLE}`,
        'INSTRUMENTATION_RESULT: target label=Runtime sample 运行样例',
        'INSTRUMENTATION_CODE: -1',
        '',
      ]);
    });
  });
});

describe.skipIf(missing !== null)(`the ledger of services${suffix}`, () => {
  it('says of a method who answers it', async () => {
    const { services } = await readCoverage(RUNTIME, 35);
    const jobs = services.find(({ name }) => name === 'JobScheduler');
    const connectivity = services.find(({ name }) => name === 'ConnectivityManager');
    expect(jobs?.ours).toContain('schedule');
    expect(jobs?.throws).toContain('getAllJobSnapshots');
    expect(connectivity?.ours).toContain('getActiveNetwork');
    expect(connectivity?.throws).toContain('getMultipathPreference');
    expect(services.find(({ name }) => name === 'WindowManager')?.throws).toEqual([]);
  });

  it('is printed with all its methods', async () => {
    const coverage = await readCoverage(RUNTIME, 35);
    expect(coverageText(coverage)).toMatch(/^JobScheduler\n {2}real .*\n {2}ours {4}.*schedule/m);
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
