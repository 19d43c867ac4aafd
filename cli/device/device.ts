import { Argument, Command } from 'commander';
import type { HandSwitch } from '../../conformance/src/by-hand.ts';
import { EXIT_ENVIRONMENT } from '../exit-codes.ts';
import { jsonText } from '../json-text.ts';
import { examplesText } from '../server/server-command.ts';
import { tableText } from '../table-text.ts';
import type { Terminal } from '../terminal.ts';
import { byHandFlag, type DeviceFlags, handOf, serialFlag, withDevice } from './with-device.ts';

interface SwitchRow {
  readonly name: HandSwitch;
  readonly description: string;
  /** A test holds them to the suite's own. */
  readonly positions: readonly [string, string, ...string[]];
}

export const SWITCH_ROWS = [
  { name: 'wifi', description: 'switch Wi-Fi', positions: ['on', 'off'] },
  { name: 'data', description: 'switch mobile data', positions: ['on', 'off'] },
  { name: 'airplane', description: 'switch airplane mode', positions: ['on', 'off'] },
  {
    name: 'sim',
    description: 'put the SIM in, take it out, make it unreadable: the virtual handset only',
    positions: ['ready', 'absent', 'unreadable'],
  },
] as const satisfies readonly SwitchRow[];

export function deviceCommand(terminal: Terminal): Command {
  const device = new Command('device').description(
    'the radio of a device by hand; every change is noted on disk until it is undone',
  );
  for (const row of SWITCH_ROWS) {
    device.addCommand(switchCommand(row, terminal));
  }
  return device.addCommand(statusCommand(terminal)).addCommand(restoreCommand(terminal));
}

function switchCommand({ name, description, positions }: SwitchRow, terminal: Terminal): Command {
  return new Command(name)
    .description(`${description}; without a position it says what is`)
    .addArgument(new Argument('[position]', positions.join(', ')).choices([...positions]))
    .addOption(serialFlag())
    .addOption(byHandFlag())
    .option('--json', 'JSON instead of text', false)
    .addHelpText(
      'after',
      examplesText([
        `device ${name}`,
        `device ${name} ${positions[1]}`,
        `device ${name} ${positions[0]} --serial 127.0.0.1:6555`,
      ]),
    )
    .action((to: string | undefined, flags: DeviceFlags) =>
      withDevice(flags, terminal, async ({ device, undo, suite }) => {
        if (to === undefined) {
          const is = await suite.readSwitch(device, name);
          terminal.print(
            flags.json
              ? jsonText({ serial: device.serial, [name]: is })
              : `${name} ${is ?? 'unknown: only the virtual handset can be asked'}`,
          );
          return;
        }
        const hand = await handOf(flags, terminal);
        const { was, settledMs } = await suite.setSwitch(device, { name, to, hand }, undo);
        const facts = { serial: device.serial, [name]: to, was, settledMs: Math.round(settledMs) };
        terminal.print(
          flags.json
            ? jsonText(facts)
            : `${name} ${to} after ${facts.settledMs} ms${was === null ? '' : `, was ${was}`}; quhao device restore undoes it`,
        );
      }),
    );
}

function statusCommand(terminal: Terminal): Command {
  return new Command('status')
    .description('every control of a device: the way that there is, and what the device says')
    .addOption(serialFlag())
    .option('--json', 'JSON instead of text', false)
    .addHelpText('after', examplesText(['device status', 'device status --serial 127.0.0.1:6555 --json']))
    .action((flags: DeviceFlags) =>
      withDevice(flags, terminal, async ({ device, undo, suite }) => {
        const controls = await suite.readControls(device);
        const waiting = (await undo.steps()).map(({ name, was }) => ({ name, was }));
        if (flags.json) {
          terminal.print(jsonText({ serial: device.serial, controls, waiting }));
          return;
        }
        terminal.print(tableText(controls.map(({ name, way, is, byHand }) => [name, is ?? 'unknown', wayWords(way, byHand)])));
        for (const { name, was } of waiting) {
          terminal.note(`${name} was ${was}: quhao device restore puts it back`);
        }
      }),
    );
}

function wayWords(way: string | null, byHand: string): string {
  return way === null ? `no way here; by hand: ${byHand}` : `by ${way}`;
}

function restoreCommand(terminal: Terminal): Command {
  return new Command('restore')
    .description('undo what quhao device has changed and not put back, also after a crash')
    .addOption(serialFlag())
    .addOption(byHandFlag())
    .option('--json', 'JSON instead of text', false)
    .addHelpText('after', examplesText(['device restore', 'device restore --serial 127.0.0.1:6555 --json']))
    .action((flags: DeviceFlags) =>
      withDevice(flags, terminal, async ({ device, undo, suite }) => {
        const { undone, failed } = await suite.restoreSwitches(device, undo, await handOf(flags, terminal));
        if (flags.json) {
          terminal.print(jsonText({ serial: device.serial, undone, failed }));
        } else {
          terminal.print(
            undone.length === 0 && failed.length === 0 ? 'nothing to undo' : undone.map((text) => `restored ${text}`).join('\n'),
          );
          failed.forEach(terminal.note);
        }
        if (failed.length > 0) {
          terminal.exitWith(EXIT_ENVIRONMENT);
        }
      }),
    );
}
