import { Command } from 'commander';
import type { DeviceCard } from '../../conformance/src/by-hand.ts';
import { jsonText } from '../json-text.ts';
import { examplesText } from '../server/server-command.ts';
import { tableText } from '../table-text.ts';
import type { Terminal } from '../terminal.ts';
import { withAdb } from './with-device.ts';

export function devicesCommand(terminal: Terminal): Command {
  return new Command('devices')
    .description('the devices that adb lists, and what each can be used for')
    .option('--json', 'JSON instead of text', false)
    .addHelpText('after', examplesText(['devices', 'devices --json']))
    .action(({ json }: { readonly json: boolean }) =>
      withAdb(terminal, async (server, { describeDevices, changedDevices, undoFolder }) => {
        const cards = await describeDevices(server);
        const changed = await changedDevices(undoFolder(terminal.env));
        if (json) {
          terminal.print(jsonText(withChanges(cards, changed)));
          return;
        }
        if (cards.length === 0) {
          terminal.note('adb lists no device. Connect one, or start a virtual one: quhao handset start');
        } else {
          terminal.print(tableText(cards.map(cardRow)));
        }
        for (const serial of changed) {
          terminal.note(`${serial} was changed and not put back: quhao device restore --serial ${serial}`);
        }
      }),
    );
}

/** A card with whether changes wait to be undone; a device that was changed and is not listed has one too. */
function withChanges(cards: readonly DeviceCard[], changed: readonly string[]): readonly (DeviceCard & { changed: boolean })[] {
  const gone = changed.filter((serial) => !cards.some((card) => card.serial === serial));
  const absent = gone.map((serial) => ({
    ...{ serial, state: 'not listed', kind: null, model: null, apiLevel: null, uses: [] },
    cure: `connect it, then quhao device restore --serial ${serial}`,
  }));
  return [...cards, ...absent].map((card) => ({ ...card, changed: changed.includes(card.serial) }));
}

function cardRow({ serial, state, kind, model, apiLevel, uses, cure }: DeviceCard): readonly string[] {
  const what = kind === null ? state : `${kind} ${model ?? ''}`.trim();
  return [serial, what, apiLevel === null ? '' : `API ${apiLevel}`, cure ?? uses.join(', ')];
}
