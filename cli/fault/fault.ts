import { Command, Option } from 'commander';
import type { ArmedFault } from '../../simulator/src/model/faults.ts';
import { PLANES, type Plane } from '../../simulator/src/model/operations.ts';
import { countWords } from '../count-words.ts';
import { jsonText } from '../json-text.ts';
import { examplesText, type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import { tableText } from '../table-text.ts';
import type { Terminal } from '../terminal.ts';
import { faultAddCommand } from './add.ts';
import { isUsedUp } from './fault-advice.ts';
import { RECIPES } from './recipes.ts';
import { effectWords, ruleWords } from './rule-words.ts';

export function faultCommand(terminal: Terminal): Command {
  const fault = new Command('fault').description('faults of a running quhao serve: what an answer becomes, and when');
  for (const command of [listCommand, faultAddCommand, recipesCommand, holdCommand, releaseCommand, clearCommand]) {
    fault.addCommand(command(terminal));
  }
  return fault;
}

function listCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'list',
    description: 'the armed rules, how often each has acted, and why not',
    examples: ['fault list', 'fault list --json'],
  }).action((flags: ServerFlags) =>
    withServer(flags, terminal, async ({ scope }) => {
      const rules = await scope.faults();
      if (flags.json) {
        terminal.print(jsonText(rules));
      } else if (rules.length === 0) {
        terminal.note('no fault is armed; quhao fault recipes lists what there is');
      } else {
        terminal.print(tableText(rules.map(ruleRow)));
      }
    }),
  );
}

function ruleRow(rule: ArmedFault): readonly string[] {
  const { id, hits, whyIdle } = rule;
  return [id, countWords(hits, 'hit'), ruleWords(rule), isUsedUp(rule) ? 'used up' : (whyIdle ?? '')];
}

function recipesCommand(terminal: Terminal): Command {
  return new Command('recipes')
    .description('the named faults: where each acts, what it does, what a client sees')
    .option('--json', 'JSON instead of text', false)
    .addHelpText('after', examplesText(['fault recipes', 'fault recipes --json']))
    .action(({ json }: { readonly json: boolean }) => {
      const rows = RECIPES.map(({ name, planes, effect, sees }) => [
        name,
        planes.join(' '),
        effectWords(effect),
        sees.replaceAll('`', ''),
      ]);
      terminal.print(json ? jsonText(RECIPES) : tableText(rows));
    });
}

interface HoldFlags extends ServerFlags {
  readonly plane: Plane;
  readonly next?: true;
}

function holdCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'hold',
    description: 'hold answers until fault release',
    examples: ['fault hold', 'fault hold --plane bearer --next'],
  })
    .addOption(new Option('--plane <plane>', 'whose answers').choices(PLANES.map(({ name }) => name)).default('exchange'))
    .option('--next', 'the next one alone')
    .action(({ plane, next, ...flags }: HoldFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        const armed = await scope.putFault({ plane, effect: { kind: 'hold' }, ...(next ? { times: 1 } : {}) });
        terminal.print(
          flags.json ? jsonText(armed) : `armed ${armed.id}: ${ruleWords(armed)}; quhao fault release lets the answers go`,
        );
      }),
    );
}

function releaseCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'release',
    description: 'let every held and delayed answer go',
    examples: ['fault release', 'fault release --scope mine'],
  }).action((flags: ServerFlags) =>
    withServer(flags, terminal, async ({ scope }) => {
      const released = await scope.release();
      const rules = (await scope.faults()).filter(({ effect }) => effect.kind === 'hold');
      const holding = rules.filter((rule) => !isUsedUp(rule)).map(({ id }) => id);
      terminal.print(flags.json ? jsonText({ released, holding }) : `released ${countWords(released, 'answer')}`);
      if (holding.length > 0 && !flags.json) {
        terminal.note(`${holding.join(', ')} may hold further answers: quhao fault clear ${holding[0]}`);
      }
    }),
  );
}

function clearCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'clear',
    description: 'disarm all rules, or one; what they hold already stays held until fault release',
    examples: ['fault clear', 'fault clear f1'],
  })
    .argument('[id]', 'the rule, as fault list names it')
    .action((id: string | undefined, flags: ServerFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        const before = await scope.faults();
        await (id === undefined ? scope.clearFaults() : scope.removeFault(id));
        const cleared = id === undefined ? before.map((rule) => rule.id) : [id];
        const words = cleared.length === 0 ? 'no fault was armed' : `disarmed ${cleared.join(', ')}`;
        terminal.print(flags.json ? jsonText({ cleared }) : words);
      }),
    );
}
