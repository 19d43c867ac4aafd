import { describe, expect, test } from 'vitest';
import { AppGoneError } from '../../src/errors.ts';
import { ShellHandset } from '../support/shell-handset.ts';

const handset = new ShellHandset();
const { app } = handset;

describe('am', () => {
  test('start passes the whole intent to the app', async () => {
    await handset.install();
    const line = `am start -W -n ${app}/.SecondActivity -a act.ION -c cat.ONE -c cat.TWO -d quhao://x --es text 'a b' --ei number 5 --ez flag true -f 0x20000000`;
    const result = await handset.run(line);
    expect(result.stdout).toMatch(
      /^Starting: Intent \{ act=act.ION cat=\[cat.ONE,cat.TWO\] dat=quhao:\/\/x\/\.\.\. flg=0x20000000 cmp=/,
    );
    expect(result.stdout).toMatch(/Status: ok\nLaunchState: COLD\nActivity: com.example.app\/.SecondActivity\nTotalTime: \d+\n/);
    expect(handset.device.apps.get(app)?.calls).toEqual([
      {
        method: 'startActivity',
        params: {
          component: `${app}/${app}.SecondActivity`,
          action: 'act.ION',
          data: 'quhao://x',
          categories: ['cat.ONE', 'cat.TWO'],
          extras: { text: ['string', 'a b'], number: ['int', '5'], flag: ['boolean', 'true'] },
          flags: 0x30000000,
        },
      },
    ]);
  });

  test.each([
    ['--esn k', ['string', null]],
    ['--ei k -0x10', ['int', '-16']],
    ['--el k 9223372036854775807', ['long', '9223372036854775807']],
    ['--ef k 1.5', ['float', '1.5']],
    ['--ed k 1e300', ['double', '1e300']],
    ['--eu k https://x/y', ['uri', 'https://x/y']],
    ['--ecn k a.b/.C', ['component', 'a.b/.C']],
    [String.raw`--esa k 'a,b\,c'`, ['array', ['a', 'b,c']]],
    ['--esal k a,b', ['list', ['a', 'b']]],
    ['--eia k 1,0x2', ['int-array', ['1', '2']]],
    ['--elal k 1', ['long-list', ['1']]],
    ['--efa k 0.5,2', ['float-array', ['0.5', '2']]],
  ])('an extra keeps its type: %s', async (words, extra) => {
    await handset.install();
    await handset.run(`am start -n ${app}/.MainActivity -t text/plain ${words}`);
    expect(handset.device.apps.get(app)?.calls[0]?.params).toMatchObject({ type: 'text/plain', extras: { k: extra } });
  });

  test.each(['--ei k 2147483648', '--ei k x', '--el k 1.5', '--ef k one', '--eia k 1,', '--ez k maybe'])(
    'an extra of another type is refused: %s',
    async (words) => {
      await handset.install();
      expect((await handset.run(`am start -n ${app}/.MainActivity ${words}`)).code).not.toBe(0);
      expect(handset.device.apps.get(app)).toBeNull();
    },
  );

  test.each([
    ['https://user@host:1/p?q', 'https://host:1/...'],
    ['tel:154-0000', 'tel:xxx-xxxx'],
    ['content://x/y', 'content://x/...'],
    ['geo:1,2', 'geo:'],
  ])('a printed intent keeps what is private in %s', async (uri, shown) => {
    await handset.install();
    expect((await handset.run(`am start -n ${app}/.MainActivity -d ${uri}`)).stdout).toContain(`dat=${shown} `);
  });

  test('start reports unknown packages and activities', async () => {
    await handset.install();
    expect(await handset.run('am start -n none.such/.Main')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('does not exist'),
    });
    handset.device.apps.answers.set('startActivity', () => ({ status: 'not-found' }));
    expect((await handset.run(`am start -n ${app}/.Nope`)).stderr).toContain(
      `Activity class {${app}/${app}.Nope} does not exist.`,
    );
    expect((await handset.run('am start -a android.intent.action.VIEW -d https://x')).stderr).toContain(
      'unable to resolve Intent',
    );
  });

  test('monkey and a bare package open the launcher activity', async () => {
    await handset.install();
    expect((await handset.run(`monkey -p ${app} -c android.intent.category.LAUNCHER 1`)).stdout).toBe('Events injected: 1\n');
    expect((await handset.run(`am start ${app}`)).code).toBe(0);
    const components = handset.device.apps.get(app)?.calls.map((call) => call.params['component']);
    expect(components).toEqual([`${app}/${app}.MainActivity`, `${app}/${app}.MainActivity`]);
    expect((await handset.run('monkey -p none.such 1')).code).toBe(252);
  });

  test.each([
    ['DELIVERED_TO_TOP', 'intent has been delivered to currently running top-most instance.'],
    ['TASK_TO_FRONT', 'its current task has been brought to the front'],
  ])('start warns where nothing was started: %s', async (launch, text) => {
    await handset.install();
    handset.device.apps.answers.set('startActivity', () => ({ status: 'ok', launch }));
    expect(await handset.run(`am start -n ${app}/.MainActivity`)).toMatchObject({
      code: 0,
      stderr: `Warning: Activity not started, ${text}\n`,
    });
  });

  test('broadcast prints the last result, and starts a stopped package on request only', async () => {
    await handset.install();
    handset.device.apps.answers.set('broadcast', () => ({ code: 3, result: 'done', extras: 'Bundle[{a=1}]' }));
    const named = `am broadcast -n ${app}/.Receiver`;
    expect((await handset.run(named)).stdout).toMatch(/\nBroadcast completed: result=0\n$/);
    expect((await handset.run(`${named} --include-stopped-packages`)).stdout).toMatch(
      /\nBroadcast completed: result=3, data="done", extras: Bundle\[\{a=1\}\]\n$/,
    );
  });

  test('jobscheduler says what it cannot run', async () => {
    await handset.install();
    expect(await handset.run('cmd jobscheduler run none.such 1')).toMatchObject({
      code: 24,
      stdout: 'Package not found: none.such / user 0\n',
    });
    await handset.device.apps.start(app);
    for (const [status, code, stdout] of [
      ['OK', 0, 'Running job [FORCED]\n'],
      ['NO_JOB', 23, `Could not find job 7 in package ${app} / user 0\n`],
      ['CONSTRAINTS', 22, `Job 7 in package ${app} / user 0 has functional constraints but --force not specified\n`],
    ] as const) {
      handset.device.apps.answers.set('job', () => ({ status }));
      expect(await handset.run(`cmd jobscheduler run -f ${app} 7`)).toMatchObject({ code, stdout });
    }
    handset.device.apps.answers.set('job', () => ({ jobs: [{ id: 7, service: `${app}/.Work` }] }));
    expect((await handset.run('dumpsys jobscheduler')).stdout).toBe(
      `JOB SCHEDULER (dumpsys jobscheduler)\n\nRegistered 1 jobs:\n  JOB #u0a123/7: ${app}/.Work\n`,
    );
  });

  test('start says why the shell may not start an activity', async () => {
    await handset.install();
    handset.device.apps.answers.set('startActivity', () => ({ status: 'refused', reason: 'Permission Denial: because' }));
    expect(await handset.run(`am start -n ${app}/.Secret`)).toMatchObject({
      code: 255,
      stderr: "\nException occurred while executing 'start':\njava.lang.SecurityException: Permission Denial: because\n",
    });
  });

  test('broadcasts of the system are refused', async () => {
    const { code, stderr } = await handset.run('am broadcast -a android.intent.action.BOOT_COMPLETED');
    expect(code).toBe(255);
    expect(stderr).toMatch(
      /SecurityException: Permission Denial: not allowed to send broadcast android\.intent\.action\.BOOT_COMPLETED from pid=\d+, uid=2000\n$/,
    );
  });

  test('kill ends a process that is not in front', async () => {
    await handset.install();
    await handset.device.apps.start(app);
    handset.device.apps.answers.set('activities', () => ({ resumed: `${app}/.MainActivity` }));
    await handset.run(`am kill ${app}`);
    expect(handset.device.apps.get(app)).not.toBeNull();
    handset.device.apps.answers.set('activities', () => ({ resumed: null }));
    await handset.run(`am kill ${app}`);
    expect(handset.device.apps.get(app)).toBeNull();
  });

  test('startservice and stopservice say what became of it', async () => {
    await handset.install();
    const start = `am startservice -n ${app}/.Work`;
    expect(await handset.run(start)).toMatchObject({ code: 255, stderr: 'Error: app is in background uid null\n' });
    await handset.device.apps.start(app);
    for (const [answer, code, stderr] of [
      [{ status: 'ok' }, 0, ''],
      [{ status: 'not-found' }, 255, 'Error: Not found; no service started.\n'],
      [
        { status: 'refused', reason: 'not exported from uid 10123' },
        255,
        'Error: Requires permission not exported from uid 10123\n',
      ],
    ] as const) {
      handset.device.apps.answers.set('startService', () => answer);
      expect(await handset.run(start)).toEqual({
        code,
        stdout: `Starting service: Intent { cmp=${app}/.Work }\n`,
        stderr,
      });
    }
    handset.device.apps.answers.set('stopService', () => ({ status: 'ok' }));
    expect((await handset.run(`am stopservice -n ${app}/.Work`)).stdout).toMatch(/\nService stopped\n$/);
  });

  test('broadcast is sent to the app; force-stop ends it', async () => {
    await handset.install();
    await handset.device.apps.start(app);
    await handset.run('am broadcast -a some.ACTION --es k v');
    expect(handset.device.apps.get(app)?.calls).toEqual([
      {
        method: 'broadcast',
        params: { action: 'some.ACTION', categories: [], code: 0, extras: { k: ['string', 'v'] }, flags: 0x400000 },
      },
    ]);
    expect((await handset.run(`pidof ${app}`)).stdout).toBe('1234\n');
    await handset.run(`am force-stop ${app}`);
    expect((await handset.run(`pidof ${app}`)).code).toBe(1);
  });
});

describe('am instrument', () => {
  const component = `${app}/.TestInstrumentation`;

  /** Lets the app answer `instrument` and then send these events. The process stays alive. */
  const emitOnInstrument = (...events: readonly { readonly event: string; readonly data: object }[]) => {
    handset.device.apps.answers.set('instrument', () => {
      const running = handset.device.apps.get(app);
      queueMicrotask(() => {
        for (const each of events) {
          running?.emit(each as Parameters<NonNullable<typeof running>['emit']>[0]);
        }
      });
      return {};
    });
  };

  test('prints the text of a status as it is and the result code as a line', async () => {
    await handset.install();
    emitOnInstrument(
      {
        event: 'instrumentationStatus',
        data: { code: 0, bundle: { stream: 'SNIPPET START, PROTOCOL 1 0\nSNIPPET SERVING, PORT 43211\n' } },
      },
      { event: 'instrumentationResult', data: { code: 0, bundle: {} } },
    );
    expect((await handset.run(`am instrument -w -e token T -e action start ${component}`)).stdout).toBe(
      'SNIPPET START, PROTOCOL 1 0\nSNIPPET SERVING, PORT 43211\nINSTRUMENTATION_CODE: 0\n',
    );
    expect(handset.device.apps.get(app)).toBeNull();
  });

  test('-r prints every key, sorted', async () => {
    await handset.install();
    emitOnInstrument(
      { event: 'instrumentationStatus', data: { code: 1, bundle: { test: 'a', class: 'B', stream: '' } } },
      { event: 'instrumentationResult', data: { code: -1, bundle: { stream: 'OK' } } },
    );
    expect((await handset.run(`am instrument -r -w ${component}`)).stdout).toBe(
      [
        'INSTRUMENTATION_STATUS: class=B\nINSTRUMENTATION_STATUS: stream=\nINSTRUMENTATION_STATUS: test=a\nINSTRUMENTATION_STATUS_CODE: 1\n',
        'INSTRUMENTATION_RESULT: stream=OK\nINSTRUMENTATION_CODE: -1\n',
      ].join(''),
    );
  });

  test('a crash is printed with its class', async () => {
    await handset.install();
    emitOnInstrument({
      event: 'crash',
      data: { class: 'java.lang.IllegalStateException', message: 'boom', stack: '', thread: 'main' },
    });
    expect((await handset.run(`am instrument -w ${component}`)).stdout).toBe(
      'INSTRUMENTATION_RESULT: longMsg=java.lang.IllegalStateException: boom\nINSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n',
    );
  });

  test('a second instrumentation ends the first one, whose end leaves the second alone', async () => {
    await handset.install();
    const { apps } = handset.device;
    const calls = () => apps.get(app)?.calls.filter(({ method }) => method === 'instrument').length ?? 0;
    const first = handset.run(`am instrument -w ${component}`);
    await expect.poll(calls).toBe(1);
    const former = apps.get(app);
    const second = handset.run(`am instrument -w ${component}`);
    expect((await first).stdout).toContain('Process crashed');
    await expect.poll(() => apps.get(app) !== former && calls()).toBe(1);
    apps.get(app)?.emit({ event: 'instrumentationResult', data: { code: -1, bundle: {} } });
    expect((await second).stdout).toBe('INSTRUMENTATION_CODE: -1\n');
  });

  test('a process that ends without an event counts as a crash', async () => {
    await handset.install();
    handset.device.apps.answers.set('instrument', () => {
      handset.device.apps.get(app)?.exit({ code: 137, crashed: true });
      return {};
    });
    expect((await handset.run(`am instrument -w ${component}`)).stdout).toBe(
      'INSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n',
    );
  });

  test('a process that ends while it starts counts as a crash', async () => {
    await handset.install();
    handset.device.apps.answers.set('instrument', () => {
      const running = handset.device.apps.get(app);
      running?.emit({ event: 'crash', data: { class: 'java.lang.Error', message: 'first step', stack: '', thread: 'main' } });
      running?.exit({ code: 1, crashed: true });
      throw new AppGoneError('the process has ended');
    });
    expect(await handset.run(`am instrument -w ${component}`)).toEqual({
      code: 0,
      stdout:
        'INSTRUMENTATION_RESULT: longMsg=java.lang.Error: first step\nINSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n',
      stderr: '',
    });
  });

  test('an unknown instrumentation fails', async () => {
    await handset.install();
    const result = await handset.run(`am instrument -w ${app}/.Other`);
    expect(result.code).toBe(1);
    expect(result.stdout).toContain(
      'Unable to find instrumentation info for: ComponentInfo{com.example.app/com.example.app.Other}',
    );
    expect(result.stderr).toContain('INSTRUMENTATION_FAILED');
  });
});
