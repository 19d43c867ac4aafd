import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodePng, plainPng } from '../src/shell/png.ts';
import { runLine, type ShellResult } from './shell-runner.ts';
import { startTestHandset, type TestHandset } from './test-handset.ts';

let handset: TestHandset;
const app = 'com.example.app';

beforeEach(async () => {
  handset = await startTestHandset();
  await writeFile(join(handset.folder, 'app.apk'), `APK ${app}\n`);
});

afterEach(async () => await handset.close());

const run = async (line: string, stdin?: string): Promise<ShellResult> => await runLine(handset.shell, line, stdin);
const installed = async () => await handset.device.packages.install(join(handset.folder, 'app.apk'));

describe('getprop and setprop', () => {
  test('a property is set, read and listed; ro. is refused', async () => {
    expect(await run('setprop debug.quhao on; getprop debug.quhao')).toMatchObject({ code: 0, stdout: 'on\n' });
    expect((await run('getprop')).stdout).toContain('[debug.quhao]: [on]\n');
    expect((await run('setprop ro.serialno x')).code).toBe(1);
  });

  test('the SIM shows in gsm properties, and goes when it is taken out', async () => {
    expect((await run('getprop gsm.sim.operator.numeric')).stdout).toBe('46000\n');
    expect((await run('cmd quhao sim set 0 absent')).code).toBe(0);
    expect((await run('getprop gsm.sim.state; getprop gsm.sim.operator.numeric')).stdout).toBe('ABSENT\n\n');
  });
});

describe('pm', () => {
  test('installs so many bytes from stdin and lists, shows and uninstalls the package', async () => {
    const apk = `APK ${app}\n${'x'.repeat(1000)}`;
    expect(await run(`cmd package 'install' -S ${apk.length}`, apk)).toEqual({ code: 0, stdout: 'Success\n', stderr: '' });
    expect(handset.device.packages.installedBytes.get(app)?.size).toBe(apk.length);
    expect((await run('pm list packages 2>/dev/null')).stdout).toBe(`package:${app}\n`);
    expect((await run('pm list packages -f -U example')).stdout).toBe(`package:/data/app/${app}/base.apk=${app} uid:10123\n`);
    expect((await run(`cat $(pm path ${app} | grep -o '/.*') | head -n 1`)).stdout).toBe(`APK ${app}\n`);
    expect((await run(`pm uninstall ${app}`)).stdout).toBe('Success\n');
    expect(await run(`pm uninstall ${app}`)).toMatchObject({ code: 1, stdout: 'Failure [DELETE_FAILED_INTERNAL_ERROR]\n' });
    expect(await run(`pm path ${app} 2>/dev/null`)).toMatchObject({ code: 1, stdout: '' });
  });

  test('a refused package prints its code and why', async () => {
    const result = await run('pm install -S 4', 'nope');
    expect(result).toMatchObject({ code: 1, stdout: 'Failure [INSTALL_PARSE_FAILED_NOT_APK: no zip archive]\n' });
    expect((await run('pm install /data/local/tmp/none.apk')).stdout).toMatch(/^Failure \[INSTALL_FAILED_INVALID_URI/);
  });

  test('replaces unless -R forbids it', async () => {
    await installed();
    const apk = `APK ${app}\n`;
    expect((await run(`pm install -S ${apk.length}`, apk)).stdout).toBe('Success\n');
    expect((await run(`pm install -R -S ${apk.length}`, apk)).stdout).toContain('INSTALL_FAILED_ALREADY_EXISTS');
  });

  test('installs in a session of one part and refuses two', async () => {
    const apk = `APK ${app}\n`;
    expect((await run('pm install-create -S 30')).stdout).toBe('Success: created install session [1]\n');
    expect((await run(`pm install-write -S ${apk.length} 1 base.apk -`, apk)).stdout).toBe(
      `Success: streamed ${apk.length} bytes\n`,
    );
    expect((await run('pm install-commit 1')).stdout).toBe('Success\n');
    await run('pm install-create');
    await run(`pm install-write -S ${apk.length} 2 base -`, apk);
    await run(`pm install-write -S ${apk.length} 2 split -`, apk);
    expect((await run('pm install-commit 2')).stdout).toContain('one APK a package, not 2 (base, split)');
  });

  test('grants what the manifest asks for, and nothing else', async () => {
    await installed();
    expect((await run(`pm grant ${app} android.permission.READ_PHONE_STATE`)).code).toBe(0);
    expect((await run(`dumpsys package ${app}`)).stdout).toContain('android.permission.READ_PHONE_STATE: granted=true');
    expect(await run(`pm grant ${app} android.permission.CAMERA`)).toMatchObject({ code: 255 });
  });
});

describe('am', () => {
  test('start passes the whole intent on', async () => {
    await installed();
    const line = `am start -W -n ${app}/.SecondActivity -a act.ION -c cat.ONE -c cat.TWO -d quhao://x --es text 'a b' --ei number 5 --ez flag true -f 0x10000000`;
    const result = await run(line);
    expect(result.stdout).toMatch(/^Starting: Intent \{ act=act.ION cat=\[cat.ONE,cat.TWO\] dat=quhao:\/\/x flg=0x10000000 cmp=/);
    expect(result.stdout).toMatch(/Status: ok\nLaunchState: COLD\nActivity: com.example.app\/.SecondActivity\nTotalTime: \d+\n/);
    expect(handset.device.apps.get(app)?.calls).toEqual([
      {
        method: 'startActivity',
        params: {
          component: `${app}/${app}.SecondActivity`,
          action: 'act.ION',
          data: 'quhao://x',
          categories: ['cat.ONE', 'cat.TWO'],
          extras: { text: 'a b', number: 5, flag: true },
          flags: 0x10000000,
        },
      },
    ]);
  });

  test('start says what is not there', async () => {
    await installed();
    expect(await run('am start -n none.such/.Main')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('does not exist'),
    });
    handset.device.apps.answers.set('startActivity', () => ({ status: 'not-found' }));
    expect((await run(`am start -n ${app}/.Nope`)).stderr).toContain(`Activity class {${app}/${app}.Nope} does not exist.`);
    expect((await run('am start -a android.intent.action.VIEW -d https://x')).stderr).toContain('unable to resolve Intent');
  });

  test('monkey and a bare package open the launcher activity', async () => {
    await installed();
    expect((await run(`monkey -p ${app} -c android.intent.category.LAUNCHER 1`)).stdout).toBe('Events injected: 1\n');
    expect((await run(`am start ${app}`)).code).toBe(0);
    const components = handset.device.apps.get(app)?.calls.map((call) => call.params['component']);
    expect(components).toEqual([`${app}/${app}.MainActivity`, `${app}/${app}.MainActivity`]);
    expect((await run('monkey -p none.such 1')).code).toBe(252);
  });

  test('force-stop ends the app, broadcast reaches it', async () => {
    await installed();
    await handset.device.apps.start(app);
    await run('am broadcast -a some.ACTION --es k v');
    expect(handset.device.apps.get(app)?.calls).toEqual([
      { method: 'broadcast', params: { action: 'some.ACTION', extras: { k: 'v' } } },
    ]);
    expect((await run(`pidof ${app}`)).stdout).toBe('1234\n');
    await run(`am force-stop ${app}`);
    expect((await run(`pidof ${app}`)).code).toBe(1);
  });
});

describe('am instrument', () => {
  const component = `${app}/.TestInstrumentation`;

  /** Answers the call with these events, then lets the process live. */
  const scripted = (...events: readonly { readonly event: string; readonly data: object }[]) => {
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

  test('prints the text of a status as it is, and the result as key and value', async () => {
    await installed();
    scripted(
      {
        event: 'instrumentationStatus',
        data: { code: 0, bundle: { stream: 'SNIPPET START, PROTOCOL 1 0\nSNIPPET SERVING, PORT 43211\n' } },
      },
      { event: 'instrumentationResult', data: { code: 0, bundle: {} } },
    );
    expect((await run(`am instrument -w -e token T -e action start ${component}`)).stdout).toBe(
      'SNIPPET START, PROTOCOL 1 0\nSNIPPET SERVING, PORT 43211\nINSTRUMENTATION_CODE: 0\n',
    );
    expect(handset.device.apps.get(app)).toBeNull();
  });

  test('-r prints every key, sorted', async () => {
    await installed();
    scripted(
      { event: 'instrumentationStatus', data: { code: 1, bundle: { test: 'a', class: 'B', stream: '' } } },
      { event: 'instrumentationResult', data: { code: -1, bundle: { stream: 'OK' } } },
    );
    expect((await run(`am instrument -r -w ${component}`)).stdout).toBe(
      [
        'INSTRUMENTATION_STATUS: class=B\nINSTRUMENTATION_STATUS: stream=\nINSTRUMENTATION_STATUS: test=a\nINSTRUMENTATION_STATUS_CODE: 1\n',
        'INSTRUMENTATION_RESULT: stream=OK\nINSTRUMENTATION_CODE: -1\n',
      ].join(''),
    );
  });

  test('a crash is told, with its class', async () => {
    await installed();
    scripted({ event: 'crash', data: { class: 'java.lang.IllegalStateException', message: 'boom', stack: '', thread: 'main' } });
    expect((await run(`am instrument -w ${component}`)).stdout).toBe(
      'INSTRUMENTATION_RESULT: longMsg=java.lang.IllegalStateException: boom\nINSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n',
    );
  });

  test('a process that goes without a word is a crash', async () => {
    await installed();
    handset.device.apps.answers.set('instrument', () => {
      handset.device.apps.get(app)?.exit({ code: 137, crashed: true });
      return {};
    });
    expect((await run(`am instrument -w ${component}`)).stdout).toBe(
      'INSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n',
    );
  });

  test('an instrumentation that is not there fails', async () => {
    await installed();
    const result = await run(`am instrument -w ${app}/.Other`);
    expect(result.code).toBe(1);
    expect(result.stdout).toContain(
      'Unable to find instrumentation info for: ComponentInfo{com.example.app/com.example.app.Other}',
    );
    expect(result.stderr).toContain('INSTRUMENTATION_FAILED');
  });
});

describe('radio', () => {
  test.each([
    ['svc wifi disable', 'settings get global wifi_on', '0\n'],
    ['svc wifi disable; svc wifi enable', 'settings get global wifi_on', '1\n'],
    ['cmd -w wifi set-wifi-enabled disabled', 'cmd wifi status', 'Wifi is disabled\nWifi is not connected\n'],
    ['svc data disable', 'settings get global mobile_data', '0\n'],
    ['cmd phone data disable', 'settings get global mobile_data', '0\n'],
    ['cmd connectivity airplane-mode enable', 'cmd connectivity airplane-mode', 'enabled\n'],
    [
      'cmd connectivity airplane-mode enable; cmd connectivity airplane-mode disable',
      'settings get global airplane_mode_on',
      '0\n',
    ],
    ['svc wifi disable', 'dumpsys connectivity | grep default', 'Active default network: 101\n'],
    ['cmd connectivity airplane-mode enable', 'dumpsys connectivity | grep default', 'Active default network: none\n'],
    ['svc data disable', 'dumpsys telephony.registry | grep -o mDataConnectionState=.', 'mDataConnectionState=0\n'],
    ['svc wifi disable', 'ip -o addr show | grep -c wlan0', '0\n'],
    [
      'true',
      'ip route',
      '192.168.77.0/24 dev wlan0 proto kernel scope link src 192.168.77.10\n10.64.0.4/30 dev rmnet_data0 proto kernel scope link src 10.64.0.7\n',
    ],
  ])('after %j, %j answers %j', async (change, question, answer) => {
    expect(await run(change)).toMatchObject({ code: 0, stderr: '' });
    expect((await run(question)).stdout).toBe(answer);
  });

  test.each([['svc wifi off'], ['svc bluetooth enable'], ['cmd phone data on'], ['settings put global wifi_on 0']])(
    '%j is refused',
    async (line) => {
      const before = handset.device.radio.state();
      const result = await run(line);
      expect(result.code).not.toBe(0);
      expect(result.stderr).not.toBe('');
      expect(handset.device.radio.state()).toEqual(before);
    },
  );
});

describe('cmd quhao', () => {
  const json = async (line: string) => JSON.parse((await run(line)).stdout);

  test('shows the radio, its log after a number, and its counters', async () => {
    expect(await json('cmd quhao radio')).toEqual(handset.device.radio.state());
    const record = {
      bearer: 'cellular',
      host: 'gw.test',
      port: 80,
      package: app,
      openedNanos: '5',
      closedNanos: null,
      bytesOut: 1,
      bytesIn: 2,
      end: 'open',
    } as const;
    handset.device.radio.records = [
      { seq: 1, ...record },
      { seq: 2, ...record },
    ];
    expect(await json('cmd quhao radio log --after 1')).toEqual({ connections: [{ seq: 2, ...record }] });
    expect(await json('cmd quhao radio counters')).toMatchObject({ cellular: { bytesOut: 1412 } });
  });

  test('sets routes, SIMs, registration and links', async () => {
    expect(await json('cmd quhao route set gw.test:80 127.0.0.1:4107 --session')).toEqual({
      routes: [{ name: 'gw.test:80', host: '127.0.0.1', port: 4107, session: true }],
    });
    expect(await json('cmd quhao route clear')).toEqual({ routes: [] });
    expect(await json('cmd quhao sim set 0 ready --operator 46001')).toEqual({});
    expect(await json('cmd quhao sim lease 0 10.1.2.3')).toEqual({});
    expect(await json('cmd quhao registration denied')).toEqual({});
    expect(await json('cmd quhao link cellular --delay 250 --drop on')).toEqual({});
    expect(handset.device.radio.state()).toMatchObject({
      sims: [{ operator: '46001' }],
      mobile: { registration: 'denied', connected: false },
    });
    expect(handset.device.radio.leases.get(0)).toBe('10.1.2.3');
    expect(handset.device.radio.links).toEqual([{ bearer: 'cellular', link: { delayMs: 250, drop: true } }]);
    expect(await json('cmd quhao reset')).toEqual({});
    expect(handset.device.radio.state().mobile.registration).toBe('home');
  });

  test('the clock is the one that boot began', async () => {
    const before = process.hrtime.bigint() - handset.device.bootNanos;
    const { elapsedRealtimeNanos } = await json('cmd quhao clock');
    const after = process.hrtime.bigint() - handset.device.bootNanos;
    expect(BigInt(elapsedRealtimeNanos)).toBeGreaterThanOrEqual(before);
    expect(BigInt(elapsedRealtimeNanos)).toBeLessThanOrEqual(after);
  });

  test.each([
    ['cmd quhao nothing'],
    ['cmd quhao radio log --after x'],
    ['cmd quhao route set gw.test nowhere'],
    ['cmd quhao sim set 0 broken'],
    ['cmd quhao sim set 0 ready --operator cmcc'],
    ['cmd quhao registration'],
    ['cmd quhao link ethernet'],
    ['cmd quhao clock now'],
  ])('%j is wrong usage: 64, on stderr', async (line) => {
    const result = await run(line);
    expect(result).toMatchObject({ code: 64, stdout: '' });
    expect(result.stderr).not.toBe('');
  });

  test('help lists every command', async () => {
    expect((await run('cmd quhao help')).stdout.split('\n').filter(Boolean)).toHaveLength(12);
  });
});

describe('screen', () => {
  const picture = plainPng(3, 2, [10, 20, 30]);

  beforeEach(async () => {
    await installed();
    handset.device.apps.answers.set('screencap', () => ({ png: picture.toString('base64'), width: 3, height: 2 }));
    handset.device.apps.answers.set('dump', () => ({ xml: '<?xml version=\'1.0\'?><hierarchy rotation="0"/>' }));
  });

  test('screencap -p writes the picture of the app in front, without -p its pixels', async () => {
    await handset.device.apps.start(app);
    await run('screencap -p /sdcard/s.png');
    expect(decodePng(Buffer.from(picture))).toEqual({ width: 3, height: 2, rgba: Buffer.from('0a141eff'.repeat(6), 'hex') });
    expect((await run('sha256sum /sdcard/s.png')).stdout).toBe(
      (await run('screencap -p | sha256sum')).stdout.replace('-', '/sdcard/s.png'),
    );
    await run('screencap > /data/local/tmp/raw');
    expect((await run('wc -c < /data/local/tmp/raw')).stdout).toBe(`${16 + 3 * 2 * 4}\n`);
  });

  test('with no app in front the screen is empty and has no views', async () => {
    await run('screencap /data/local/tmp/empty.png');
    const chunks: Buffer[] = [];
    for await (const chunk of handset.files.read('/data/local/tmp/empty.png')) {
      chunks.push(chunk);
    }
    expect(decodePng(Buffer.concat(chunks))).toMatchObject({ width: 720, height: 1440 });
    expect((await run('wm size; wm density')).stdout).toBe('Physical size: 720x1440\nPhysical density: 320\n');
    expect(await run('uiautomator dump')).toMatchObject({ code: 1, stderr: expect.stringContaining('null root node') });
  });

  test('uiautomator dumps into a file or on the terminal', async () => {
    await handset.device.apps.start(app);
    expect((await run('uiautomator dump')).stdout).toBe('UI hierchary dumped to: /sdcard/window_dump.xml\n');
    expect((await run('cat /sdcard/window_dump.xml')).stdout).toContain('<hierarchy rotation="0"/>');
    expect((await run('uiautomator dump /dev/tty')).stdout).toMatch(
      /^<\?xml.*<hierarchy rotation="0"\/>UI hierchary dumped to: \/dev\/tty\n$/,
    );
  });

  test('input reaches the app in front', async () => {
    await handset.device.apps.start(app);
    await run('input tap 360 440; input swipe 1 2 3 4 50; input keyevent KEYCODE_BACK 66 A; input text hello%sworld');
    expect(handset.device.apps.get(app)?.calls).toEqual([
      { method: 'tap', params: { x: 360, y: 440 } },
      { method: 'swipe', params: { x1: 1, y1: 2, x2: 3, y2: 4, ms: 50 } },
      { method: 'key', params: { code: 4 } },
      { method: 'key', params: { code: 66 } },
      { method: 'key', params: { code: 29 } },
      { method: 'text', params: { text: 'hello world' } },
    ]);
    expect((await run('input keyevent KEYCODE_NOPE')).code).toBe(255);
    expect((await run('input tap 1')).code).toBe(255);
  });

  test('dumpsys names the activity in front', async () => {
    await handset.device.apps.start(app);
    handset.device.apps.answers.set('activities', () => ({
      stack: [{ component: `${app}/${app}.MainActivity`, state: 'RESUMED' }],
      resumed: `${app}/${app}.MainActivity`,
      windows: 1,
    }));
    const { stdout } = await run('dumpsys activity activities');
    expect(stdout).toMatch(/mResumedActivity: ActivityRecord\{[0-9a-f]+ u0 com\.example\.app\/\.MainActivity t1\}/);
    expect(stdout).toMatch(/topResumedActivity=ActivityRecord\{/);
    expect((await run('dumpsys window | grep mCurrentFocus')).stdout).toContain(`${app}/${app}.MainActivity}`);
  });
});

describe('logcat', () => {
  const at = new Date(2026, 10, 24, 8, 30, 1).getTime() / 1000;
  const entry = (tag: string, priority: 3 | 5, message: string, pid = 77) => ({
    seconds: at,
    nanos: 123_456_789,
    pid,
    tid: 78,
    priority,
    tag,
    message,
  });

  beforeEach(() => {
    handset.device.log.append(entry('One', 3, 'first'));
    handset.device.log.append(entry('Two', 5, 'second\nline'));
    handset.device.log.append(entry('LongEnough', 3, 'third', 99));
  });

  test.each([
    [
      'logcat -d -v brief',
      '--------- beginning of main\nD/One     (   77): first\nW/Two     (   77): second\nW/Two     (   77): line\nD/LongEnough(   99): third\n',
    ],
    [
      'logcat -d -s Two',
      '--------- beginning of main\n11-24 08:30:01.123    77    78 W Two     : second\n11-24 08:30:01.123    77    78 W Two     : line\n',
    ],
    ['logcat -d -v raw One:V *:S', 'first\n'],
    ['logcat -d -v raw *:W', 'second\nline\n'],
    ['logcat -d -v raw -t 1', 'third\n'],
    ['logcat -d -v raw --pid=99', 'third\n'],
    ["logcat -d -v raw -e 'f.rst'", 'first\n'],
    ['ANDROID_LOG_TAGS="Two:W *:S" logcat -d -v raw', 'second\nline\n'],
    ['logcat -d -v time -v usec One *:S', '--------- beginning of main\n11-24 08:30:01.123456 D/One     (   77): first\n'],
    ['logcat -c; logcat -d -v raw', ''],
    ['log -t Mark -p W here; logcat -d -v raw Mark *:S', 'here\n'],
  ])('%j prints %j', async (line, stdout) => {
    expect(await run(line)).toEqual({ code: 0, stdout, stderr: '' });
  });

  test.each([['logcat -v pretty'], ['logcat -d One:Q']])('%j is refused', async (line) => {
    expect((await run(line)).code).toBe(1);
  });
});

describe('files', () => {
  test.each([
    ['mkdir -p /sdcard/a/b && touch /sdcard/a/b/c && ls /sdcard/a/b', 'c\n'],
    ['echo 1 > /sdcard/x; cp /sdcard/x /sdcard/Download; mv /sdcard/x /sdcard/y; cat /sdcard/y /sdcard/Download/x', '1\n1\n'],
    ['mkdir /sdcard/d; rm -r /sdcard/d; [ -e /sdcard/d ] || echo gone', 'gone\n'],
    ['rm -f /data/local/tmp/none && echo fine', 'fine\n'],
    ['[ -d /sdcard ] && [ -f /proc/uptime ] && echo both', 'both\n'],
    ['printf "a\\nb\\nc\\n" | tail -n 2 | head -n 1', 'b\n'],
    ['printf "one\\nTwo\\n" | grep -i t.o', 'Two\n'],
    ['basename /a/b.c .c; dirname /a/b.c', 'b\n/a\n'],
    ['id -u; whoami', '2000\nshell\n'],
  ])('%j prints %j', async (line, stdout) => {
    expect((await run(line)).stdout).toBe(stdout);
  });

  test('ls -l shows kind, rights and size', async () => {
    await run('echo hi > /data/local/tmp/f; chmod 640 /data/local/tmp/f');
    expect((await run('ls -l /data/local/tmp/f')).stdout).toMatch(
      /^-rw-r----- 1 shell shell 3 \d{4}-\d\d-\d\d \d\d:\d\d \/data\/local\/tmp\/f\n$/,
    );
    expect((await run('ls -l /sdcard')).stdout).toMatch(/^lrwxrwxrwx .* \/sdcard -> \/storage\/emulated\/0\n$/);
  });

  test('/proc/net/tcp shows open connections with the address of their bearer and the app', async () => {
    await installed();
    const record = { package: app, openedNanos: '5', bytesOut: 0, bytesIn: 0 } as const;
    handset.device.radio.records = [
      { ...record, seq: 1, bearer: 'wifi', host: '10.0.2.2', port: 80, closedNanos: '6', end: 'eof' },
      { ...record, seq: 2, bearer: 'cellular', host: '198.18.0.9', port: 8080, closedNanos: null, end: 'open' },
    ];
    const lines = (await run('cat /proc/net/tcp')).stdout.trimEnd().split('\n').slice(1);
    expect(lines).toEqual(['   0: 0700400A:0000 090012C6:1F90 01 00000000:00000000 00:00000000 00000000 10123        0 2 1']);
  });

  test('uptime counts from boot', async () => {
    const shown = Number((await run('cat /proc/uptime')).stdout.split(' ')[0]);
    const real = Number(process.hrtime.bigint() - handset.device.bootNanos) / 1e9;
    expect(shown).toBeLessThanOrEqual(real);
    expect(shown).toBeGreaterThan(real - 1);
  });

  test.each([['rm -rf /data/local/tmp'], ['rm -rf /system'], ['mkdir /data/x'], ['touch /x'], ['rm /sdcard']])(
    '%j is refused',
    async (line) => {
      const result = await run(line);
      expect(result.code).toBe(1);
      expect(result.stderr).toMatch(/Permission denied|Read-only file system/);
    },
  );
});
