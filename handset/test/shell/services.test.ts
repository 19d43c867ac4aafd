import { beforeEach, describe, expect, test } from 'vitest';
import { ShellHandset } from '../support/shell-handset.ts';

const handset = new ShellHandset();
const { app } = handset;

interface Row {
  readonly line: string;
  readonly code?: number;
  readonly out?: string | RegExp;
  readonly err?: string | RegExp;
}

function exception(verb: string, text: string): string {
  return `\nException occurred while executing '${verb}':\n${text}\n`;
}
const APK = '/data/local/tmp/a.apk';

async function expectRow({ line, code = 0, out = '', err = '' }: Row): Promise<void> {
  const result = await handset.run(line);
  const matcher = (text: string | RegExp) => (typeof text === 'string' ? text : expect.stringMatching(text));
  expect(result).toEqual({ code, stdout: matcher(out), stderr: matcher(err) });
}

describe('pm reads every option', () => {
  beforeEach(async () => {
    await handset.run(`echo 'APK ${app}' > ${APK}`);
    await handset.run(`pm install -i com.shop ${APK}`);
  });

  const ROWS: readonly Row[] = [
    { line: `pm install -r -t -d -g ${APK}`, out: 'Success\n' },
    { line: `pm install -rtdg ${APK}`, out: 'Success\n' },
    { line: `pm install -R ${APK}`, code: 1, out: /^Failure \[INSTALL_FAILED_ALREADY_EXISTS: / },
    {
      line: `pm install --abi mips ${APK}`,
      code: 255,
      err: exception('install', 'java.lang.IllegalArgumentException: ABI mips not supported on this device'),
    },
    { line: `pm install --abi x86_64 ${APK}`, out: 'Success\n' },
    {
      line: `pm install --bogus ${APK}`,
      code: 255,
      err: exception('install', 'java.lang.IllegalArgumentException: Unknown option --bogus'),
    },
    {
      line: `pm install --user 10 ${APK}`,
      code: 255,
      err: exception('install', 'java.lang.IllegalArgumentException: User 10 does not exist'),
    },
    {
      line: 'pm install-create --apex',
      code: 255,
      err: exception(
        'install-create',
        'java.lang.UnsupportedOperationException: APEX packages are not supported on this handset',
      ),
    },
    { line: 'pm list packages -i', out: `package:${app}  installer=com.shop\n` },
    { line: 'pm list packages -f -3 -U', out: `package:/data/app/${app}/base.apk=${app} uid:10123\n` },
    { line: 'pm list packages --uid 10123', out: `package:${app} uid:10123\n` },
    { line: 'pm list packages --uid 1' },
    { line: 'pm list packages -s' },
    { line: 'pm list packages -d' },
    { line: 'pm list packages -l -e', out: `package:${app}\n` },
    { line: 'pm list packages --user 10' },
    { line: 'pm list packages -Q', code: 255, err: /Unknown option: -Q/ },
    { line: 'pm list permissions -d', out: 'All Dangerous Permissions:\n\npermission:android.permission.READ_PHONE_STATE\n' },
    { line: 'pm list libraries', out: /library:android\.test\.base\n/ },
    { line: 'pm list users', out: /UserInfo\{0:/ },
    { line: 'pm has-feature android.hardware.telephony', out: 'true\n' },
    { line: 'pm has-feature android.hardware.nfc', code: 1, out: 'false\n' },
    { line: `pm dump ${app} | head -n 2`, out: 'DUMP OF SERVICE package:\nPackages:\n' },
    { line: `pm query-activities --components -a android.intent.action.MAIN`, out: `${app}/${app}.MainActivity\n` },
    { line: 'pm query-activities --brief -a android.intent.action.VIEW', out: 'No activities found\n' },
    { line: `pm resolve-activity --components -n ${app}/.SecondActivity`, out: `${app}/${app}.SecondActivity\n` },
    { line: `pm uninstall --user 10 ${app}`, code: 1, err: 'Failure [not installed for 10]\n' },
    { line: `pm uninstall --versionCode 6 ${app}`, code: 1, out: 'Failure [DELETE_FAILED_INTERNAL_ERROR]\n' },
    { line: `pm uninstall -k --versionCode 7 ${app}`, out: 'Success\n' },
    { line: 'pm uninstall', code: 1, err: 'Error: package name not specified\n' },
    { line: `pm clear --user 10 ${app}`, code: 1, out: 'Failed\n' },
    { line: `pm path --user 10 ${app}`, code: 1 },
    { line: `pm disable ${app}`, code: 255, err: /disabled packages are not supported on this handset/ },
  ];

  test.each(ROWS)('$line', expectRow);

  test('the options of install reach the package manager', async () => {
    await handset.run(`pm install -d -t --pkg ${app} ${APK}`);
    const expected = { replace: true, downgrade: true, testOnly: true, installer: null, expected: app };
    expect(handset.device.packages.lastOptions).toEqual(expected);
  });
});

describe('input', () => {
  beforeEach(async () => {
    await handset.install();
    await handset.device.apps.start(app);
  });

  const ROWS: readonly (Row & { readonly calls?: readonly unknown[] })[] = [
    {
      line: 'input text 中文',
      code: 255,
      err: exception('text', 'java.lang.NullPointerException: Attempt to get length of null array'),
    },
    { line: 'input text hello world', calls: [{ method: 'text', params: { text: 'hello' } }] },
    {
      line: 'input text',
      code: 255,
      err: exception('text', 'java.lang.IllegalArgumentException: Argument expected after "text"'),
    },
    { line: 'input tap 1', code: 255, err: exception('tap', 'java.lang.IllegalArgumentException: Argument expected after "1"') },
    { line: 'input tap a b', code: 255, err: exception('tap', 'java.lang.NumberFormatException: For input string: "a"') },
    { line: 'input tap 1 2 3', calls: [{ method: 'tap', params: { x: 1, y: 2 } }] },
    { line: 'input mouse -d 0 tap 3 4', calls: [{ method: 'tap', params: { x: 3, y: 4 } }] },
    { line: 'input -d 7 tap 3 4', calls: [] },
    {
      line: 'input draganddrop 1 2 3 4 50',
      calls: [{ method: 'swipe', params: { x1: 1, y1: 2, x2: 3, y2: 4, ms: 50 } }],
    },
    { line: 'input roll 0 1', calls: [{ method: 'key', params: { code: 20 } }] },
    { line: 'input press', calls: [{ method: 'key', params: { code: 23 } }] },
    {
      line: 'input keyevent --doubletap A',
      calls: [
        { method: 'key', params: { code: 29 } },
        { method: 'key', params: { code: 29 } },
      ],
    },
    { line: 'input keyevent --longpress A', code: 255, err: /keyevent --longpress is not supported on this handset/, calls: [] },
    { line: 'input keycombination A', code: 255, err: /keycombination requires at least 2 keycodes/ },
    { line: 'input keycombination CTRL_LEFT A', code: 255, err: /holding several keys is not supported/, calls: [] },
    { line: 'input motionevent FLY 1 2', code: 255, err: /Unknown action: FLY/ },
    { line: 'input nothing', code: 255, err: 'Unknown command: nothing\n' },
  ];

  test.each(ROWS)('$line', async ({ calls, ...row }) => {
    await expectRow(row);
    if (calls !== undefined) {
      expect(handset.device.apps.get(app)?.calls).toEqual(calls);
    }
  });

  test('motionevent DOWN, MOVE and UP are one swipe', async () => {
    await handset.run('input motionevent DOWN 1 2; input motionevent MOVE 5 6; input motionevent UP 9 8');
    const [call] = handset.device.apps.get(app)?.calls ?? [];
    expect(call).toMatchObject({ method: 'swipe', params: { x1: 1, y1: 2, x2: 9, y2: 8 } });
  });
});

describe('logcat', () => {
  beforeEach(() => {
    for (const message of ['one', 'two', 'three']) {
      handset.device.log.append({ seconds: 1, nanos: 123_456_789, pid: 7, tid: 7, tag: 'T', priority: 4, message });
    }
  });

  const ROWS: readonly Row[] = [
    { line: 'logcat -m 2 -v raw', out: 'one\ntwo\n' },
    { line: 'logcat -d -m1 -v raw', out: 'one\n' },
    { line: 'logcat -v raw -m 1 -e t.r', out: 'three\n' },
    { line: 'logcat -d -v raw --regex=two', out: 'two\n' },
    { line: 'logcat -d -b nosuch', code: 1, err: 'logcat: unknown buffer nosuch\n' },
    { line: 'logcat -d -b events,radio' },
    { line: 'logcat -d -b all -v raw --pid=7 -t 1', out: 'three\n' },
    { line: 'logcat -d --pid=abc', code: 1, err: 'logcat: pid abc out of range\n' },
    { line: 'logcat -d --uid=1 -v raw', out: '' },
    { line: 'logcat -d -m x', code: 1, err: 'logcat: -m x is not a positive integer\n' },
    { line: 'logcat -g -b main', out: /^main: ring buffer is 5 MiB \(1 KiB consumed, / },
    { line: 'logcat -G 1M' },
    { line: 'logcat -G 1', code: 1, err: 'logcat: -G 1 is out of range\n' },
    { line: 'logcat -p', out: ' ~! ~1000/!\n' },
    { line: 'logcat -S', out: /^size\/num main/ },
    { line: 'logcat -L -v raw', out: 'one\ntwo\nthree\n' },
    { line: 'logcat -d -v raw -f /data/local/tmp/log; cat /data/local/tmp/log', out: 'one\ntwo\nthree\n' },
    { line: 'logcat -d -v epoch -v usec -t 1 | tail -n 1 | grep -o "1.123456"', out: '1.123456\n' },
    { line: 'logcat -d -v raw -v color -t 1', out: '\x1b[38;5;40mthree\x1b[0m\n' },
    { line: 'logcat --nothing', code: 1, err: "logcat: unrecognized option '--nothing'\n" },
  ];

  test.each(ROWS)('$line', expectRow);
});

describe('what tools read of the device', () => {
  const ROWS: readonly Row[] = [
    { line: 'dumpsys battery | grep level', out: '  level: 100\n' },
    {
      line: 'dumpsys battery set level 7; dumpsys battery | grep -E "level|UPDATES"',
      out: /UPDATES STOPPED[^\n]*\n {2}level: 7\n/,
    },
    {
      line: 'dumpsys battery unplug; dumpsys battery | grep USB; dumpsys battery reset; dumpsys battery | grep USB',
      out: '  USB powered: false\n  USB powered: true\n',
    },
    { line: 'cmd battery set nosuch 1', code: 255, err: 'Unknown set option: nosuch\n' },
    { line: 'dumpsys power | grep mWakefulness=', out: '  mWakefulness=Awake\n' },
    { line: 'dumpsys window policy | grep mShowingLockscreen', out: /mShowingLockscreen=false/ },
    { line: 'dumpsys window displays | grep -o "cur=[0-9x]*"', out: 'cur=720x1440\n' },
    {
      line: 'wm user-rotation lock 1; dumpsys input | grep SurfaceOrientation; wm user-rotation',
      out: '      SurfaceOrientation: 1\nlock 1\n',
    },
    { line: 'wm user-rotation lock 1; dumpsys display | grep -o "orientation=[0-9]"', out: 'orientation=1\n' },
    { line: 'dumpsys input_method | grep -o mInputShown=[a-z]*', out: 'mInputShown=false\n' },
    { line: 'dumpsys deviceidle get deep', out: 'ACTIVE\n' },
    { line: 'dumpsys deviceidle whitelist +no.such', out: 'Unknown package: no.such\n' },
    { line: 'dumpsys nosuch', code: 1, err: "Can't find service: nosuch\n" },
    { line: 'service check package; service check nosuch', out: 'Service package: found\nService nosuch: not found\n' },
    { line: 'cmd nosuch', code: 20, err: "cmd: Can't find service: nosuch\n" },
    { line: 'cmd', code: 20, err: /No service specified/ },
    { line: 'cmd power x', code: 255, err: 'No shell command implementation.\n' },
    { line: 'wm size reset; wm density reset; wm dismiss-keyguard' },
    { line: 'wm size 100x100', code: 255, err: /screen is fixed at 720x1440/ },
    { line: 'wm nothing', code: 255, err: 'Unknown command: nothing\n' },
    { line: 'ime list -s' },
    { line: 'ime set a/.B', code: 255, err: 'Unknown input method a/.B cannot be selected for user #0\n' },
    {
      line: 'content query --uri content://settings/system --where "name=\'user_rotation\'"',
      out: 'Row: 0 _id=1, name=user_rotation, value=0\n',
    },
    {
      line: 'content insert --uri content://settings/secure --bind name:s:k --bind value:i:5; settings get secure k',
      out: '5\n',
    },
    { line: 'content query --uri content://sms', code: 1, err: /Could not find provider: sms\n/ },
    { line: 'settings get', code: 255, err: 'Bad arguments\n' },
    { line: 'settings get nosuch a', code: 255, err: "Invalid namespace 'nosuch'\n" },
    { line: 'settings put global a 1; settings reset global trusted_defaults; settings get global a', out: 'null\n' },
    { line: 'settings list secure | grep setup', out: 'user_setup_complete=1\n' },
    { line: 'settings delete system nosuch', out: 'Deleted 0 rows\n' },
    { line: 'svc power stayon true; settings get global stay_on_while_plugged_in', out: '7\n' },
    { line: 'bugreportz -v', out: '1.2\n' },
    { line: 'bugreportz', out: /^FAIL:/ },
    { line: 'screenrecord /sdcard/a.mp4', code: 1, err: /records no video/ },
    {
      line: 'touch /sdcard/s.jar; CLASSPATH=/sdcard/s.jar app_process / com.genymobile.scrcpy.Server 3.1 tunnel_forward=true',
      code: 1,
      err: /^app_process: quhao: not supported: com\.genymobile\.scrcpy\.Server of \/sdcard\/s\.jar needs a video encoder \(MediaCodec\)/,
    },
    {
      line: 'CLASSPATH=/sdcard/none.jar app_process / com.wetest.uia2.Main',
      code: 1,
      err: 'app_process: /sdcard/none.jar: No such file or directory\n',
    },
    {
      line: 'app_process -Xmx64m / --nice-name=x com.example.Main a',
      code: 1,
      err: 'app_process: quhao: not supported: com.example.Main needs a runtime for dex outside of an installed app\n',
    },
    { line: 'app_process /', code: 1, err: /^Error: no class name or --zygote supplied\.\nUsage: / },
    { line: 'su -c id', code: 127, err: '/system/bin/sh: su: inaccessible or not found\n' },
    {
      line: 'dumpsys activity services',
      out: "quhao: not supported: dumpsys activity services; this handset's has activities, top, recents and broadcasts\n",
    },
    { line: 'getprop dalvik.vm.heapgrowthlimit; settings get system screen_brightness', out: '256m\n102\n' },
    { line: 'cat /proc/sys/kernel/random/boot_id', out: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/ },
    { line: 'reboot', code: 1, err: 'reboot: Operation not permitted\n' },
  ];

  test.each(ROWS)('$line', expectRow);
});
