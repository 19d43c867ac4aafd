import { EventEmitter, once } from 'node:events';
import { expect, test } from 'vitest';
import { DeviceControls } from './device-controls.ts';
import { RadioControl } from './radio-control.ts';

interface Switchboard {
  readonly settings: Map<string, string>;
  run(command: string): Promise<string>;
}

/** The global settings of a device, with the commands that change them. */
function switchboard(onCommand: (command: string) => Promise<void> = async () => undefined): Switchboard {
  const settings = new Map([
    ['airplane_mode_on', '0'],
    ['wifi_on', '1'],
    ['mobile_data', '1'],
  ]);
  const run = async (command: string): Promise<string> => {
    const read = /^settings get global (\w+)$/.exec(command)?.[1];
    if (read !== undefined) {
      return `${settings.get(read)}\n`;
    }
    await onCommand(command);
    const [, name, to] = /^svc (\w+) (enable|disable)$/.exec(command) ?? [];
    settings.set(name === 'wifi' ? 'wifi_on' : 'mobile_data', to === 'enable' ? '1' : '0');
    return '';
  };
  return { settings, run };
}

async function radioOf({ settings, run }: Switchboard): Promise<RadioControl> {
  const answered = async (command: string): Promise<string> => {
    if (command.startsWith('getprop')) {
      return '35\n';
    }
    return command === 'cmd connectivity airplane-mode' ? 'disabled\n' : run(command);
  };
  const shell = async (command: string) => ({
    exitCode: command.startsWith('cmd quhao radio') || command.startsWith('cmd connectivity') ? 0 : 1,
    stdout: Buffer.from(command.startsWith('cmd quhao') ? '{}' : await answered(command)),
    stderr: '',
  });
  return new RadioControl({
    controls: await DeviceControls.detect(
      { serial: 'test', home: null, run: answered, shell },
      { names: ['airplane', 'wifi', 'data', 'sim', 'dataSim', 'registration', 'wifiLink', 'appData'] },
    ),
    undo: null,
    networkState: async () => ({
      active: settings.get('wifi_on') === '1' ? 'wifi' : 'cellular',
      networks: [],
      cleartextPermitted: true,
    }),
  });
}

test('the radio is as it was after restore, and cannot be set any more', async () => {
  const device = switchboard();
  const radio = await radioOf(device);
  await radio.set({ wifi: 'off' });
  expect(device.settings.get('wifi_on')).toBe('0');
  await radio.restore();
  expect(device.settings.get('wifi_on')).toBe('1');
  await expect(radio.set({ wifi: 'off' })).rejects.toMatchObject({ code: 'RADIO' });
  expect(device.settings.get('wifi_on')).toBe('1');
});

test('a setting that is under way when the radio is restored is undone, and none follows it', async () => {
  const steps = new EventEmitter();
  const reached = once(steps, 'reached');
  const device = switchboard(async (command) => {
    if (command === 'svc wifi disable') {
      const goOn = once(steps, 'go on');
      steps.emit('reached');
      await goOn;
    }
  });
  const radio = await radioOf(device);
  const setting = expect(radio.set({ wifi: 'off', data: 'off' })).rejects.toMatchObject({ code: 'RADIO' });
  await reached;
  const restored = radio.restore();
  steps.emit('go on');
  await Promise.all([setting, restored]);
  expect([device.settings.get('wifi_on'), device.settings.get('mobile_data')]).toEqual(['1', '1']);
});
