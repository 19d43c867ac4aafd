import { describe, expect, test } from 'vitest';
import type { Control } from './control.ts';
import { CONTROL_NAMES, CONTROLS } from './control-table.ts';
import { DeviceControls } from './device-controls.ts';
import { ALL_ON } from './radio-control.ts';

/** A device that answers by a table; anything else is an unknown command. */
function device(answers: Readonly<Record<string, string>>, sdk = '35') {
  const all: Readonly<Record<string, string>> = { 'getprop ro.build.version.sdk': `${sdk}\n`, ...answers };
  const commands: string[] = [];
  const shell = async (command: string) => {
    commands.push(command);
    const answer = all[command];
    return { exitCode: answer === undefined ? 20 : 0, stdout: Buffer.from(answer ?? ''), stderr: '' };
  };
  return {
    commands,
    serial: 'test',
    home: null,
    shell,
    run: async (command: string) => (await shell(command)).stdout.toString(),
  };
}

describe('the table', () => {
  const rows = CONTROL_NAMES.map((name): [string, Control] => [name, CONTROLS[name]]);

  test.each(rows)('%s can be tried, and its ways have the same positions or fewer', (_, { trial, ways, settleMs, restore }) => {
    const [first] = ways;
    expect(settleMs).toBeGreaterThan(0);
    expect(trial === null || Object.hasOwn(first.commands, trial)).toBe(true);
    for (const { commands, name } of ways.slice(1)) {
      expect([name, Object.keys(commands).every((position) => Object.hasOwn(first.commands, position))]).toEqual([name, true]);
    }
    expect(restore === undefined || ways.every(({ read }) => read !== null)).toBe(true);
  });

  test('has the position in which every row begins', () => {
    for (const [name, position] of Object.entries(ALL_ON)) {
      const { ways }: Control = CONTROLS[name as keyof typeof ALL_ON];
      expect([name, ways.every(({ commands }) => Object.hasOwn(commands, position))]).toEqual([name, true]);
    }
  });
});

describe('what a device has', () => {
  test('is found out without changing it', async () => {
    const stock = device({ 'cmd connectivity airplane-mode': 'disabled\n' });
    const controls = await DeviceControls.detect(stock);
    expect(controls.wayOf('airplane')?.name).toBe('cmd connectivity');
    expect(controls.wayOf('wifi')?.name).toBe('svc');
    expect(controls.wayOf('sim')).toBeNull();
    expect(controls.wayOf('registration')).toBeNull();
    expect(stock.commands.filter((command) => /enable|disable|put|set /.test(command))).toEqual([]);
    expect(controls.capabilities).toEqual(['radio']);
  });

  test('is less on an older one, and more for root', async () => {
    const old = await DeviceControls.detect(device({}, '25'));
    expect([old.wayOf('wifi'), old.wayOf('airplane')]).toEqual([null, null]);
    const rooted = await DeviceControls.detect(device({ 'id -u': '0\n' }, '25'));
    expect([rooted.wayOf('wifi')?.name, rooted.wayOf('airplane')?.name]).toEqual(['svc (root)', 'settings and broadcast (root)']);
  });

  test('a text in place of an unknown service is no virtual handset', async () => {
    const chatty = await DeviceControls.detect(device({ 'cmd quhao radio': "Can't find service: quhao\n" }));
    expect(chatty.wayOf('sim')).toBeNull();
  });

  test('a position without a way is refused with what to do by hand', async () => {
    const controls = await DeviceControls.detect(device({}));
    expect(() => controls.commandFor('sim', 'absent')).toThrow(/no way to set sim to absent; by hand: take the SIM out/);
    expect(() => controls.commandFor('wifi', 'sideways')).toThrow(/it has: on, off/);
  });

  test('a command names the package of the probe', async () => {
    const own = await DeviceControls.detect(device({}));
    expect(own.commandFor('permission', 'granted').command).toContain('pm grant app.quhao.probe ');
    const other = await DeviceControls.detect(device({}), { probePackage: 'com.example.app' });
    expect(other.commandFor('permission', 'refused').command).toContain('pm revoke com.example.app ');
  });

  test('a value that is no position of the table is put back as it was', async () => {
    const controls = await DeviceControls.detect(
      device({
        'settings get global http_proxy': 'desk.example.test:3128\n',
        'settings get global private_dns_mode': 'hostname\n',
      }),
    );
    expect(await controls.read('proxy')).toBe('desk.example.test:3128');
    expect(controls.commandFor('proxy', 'desk.example.test:3128').command).toBe(
      'settings put global http_proxy desk.example.test:3128',
    );
    expect(controls.commandFor('privateDns', 'hostname').command).toBe('settings put global private_dns_mode hostname');
  });

  test('a permission is that of the package that is judged', async () => {
    const named = await DeviceControls.detect(device({}), { names: ['permission'], probePackage: 'com.example.host' });
    expect(named.commandFor('permission', 'granted').command).toBe(
      'pm grant com.example.host android.permission.READ_PHONE_STATE',
    );
    const plain = await DeviceControls.detect(device({}), { names: ['permission'] });
    expect(plain.commandFor('permission', 'refused').command).toContain('pm revoke app.quhao.probe ');
  });

  test('a person is the last way, and only where somebody is there', async () => {
    const asked: string[] = [];
    const hand = { ask: async (what: string) => void asked.push(what) };
    const alone = await DeviceControls.detect(device({}, '29'), { names: ['sim', 'airplane'] });
    expect([alone.wayOf('sim'), alone.wayOf('airplane')]).toEqual([null, null]);
    const settled = device({ 'getprop gsm.sim.state': 'ABSENT,ABSENT\n' }, '29');
    const helped = await DeviceControls.detect(settled, { names: ['sim'], hand });
    await helped.send('sim', 'absent');
    expect([helped.isByHand('sim'), asked]).toEqual([true, ['take every SIM out']]);
  });
});
