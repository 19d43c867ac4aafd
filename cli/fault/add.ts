import { type Command, Option } from 'commander';
import { explainCode } from '../../simulator/src/model/explain-code.ts';
import type { ArmedFault, FaultRule } from '../../simulator/src/model/faults.ts';
import { nearestNames } from '../../simulator/src/model/issue-words.ts';
import { OPERATIONS, type Operation, PLANES, type Plane } from '../../simulator/src/model/operations.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { readText } from '../file-text.ts';
import { codeWords } from '../flow/entry-words.ts';
import { jsonText } from '../json-text.ts';
import { isCode, parseCode } from '../parse-code.ts';
import { parseCount } from '../parse-count.ts';
import { parseDuration } from '../parse-duration.ts';
import { type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';
import { type CodePlace, placesOfCode } from './code-places.ts';
import { meetsWords, othersThereWords } from './fault-advice.ts';
import { findRecipe, lateWords, RECIPES, type Recipe } from './recipes.ts';
import { ruleWords } from './rule-words.ts';

interface AddFlags extends ServerFlags {
  readonly code?: string;
  readonly rule?: string;
  readonly plane?: Plane;
  readonly operation?: Operation;
  readonly appid?: string;
  readonly next?: true;
  readonly times?: number;
  readonly ttl?: number;
  readonly by?: number;
}

export function faultAddCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'add',
    description: 'arm a fault: a recipe by its name, or a result code',
    examples: [
      'fault add timeout --next',
      'fault add arrears --plane bearer',
      'fault add --next --code 103911',
      'fault add slow --by 12s --appid 300000000001',
      'fault add --rule rule.json',
    ],
  })
    .argument('[recipe]', 'one of quhao fault recipes')
    .option(
      '--code <code>',
      'answer with this result code, by number or name, where the gateway raises it: --plane exchange for a back end alone',
    )
    .option('--rule <file>', 'a rule in JSON as docs/faults.md describes it, - for standard input')
    .addOption(new Option('--plane <plane>', 'where it acts').choices(PLANES.map(({ name }) => name)))
    .addOption(new Option('--operation <name>', 'for this operation only').choices(OPERATIONS.map(({ name }) => name)))
    .option('--appid <id>', 'for this app only')
    .option('--next', 'for the next request alone')
    .option('--times <n>', 'for so many requests', parseCount)
    .option('--ttl <duration>', "for so long, on the scope's clock", parseDuration)
    .option('--by <duration>', 'with slow: how late', parseDuration)
    .action(async (name: string | undefined, flags: AddFlags) => {
      const rule = await ruleOf(name, flags, terminal);
      await withServer(flags, terminal, async ({ scope }) => {
        const armed = await scope.putFault(rule);
        const rules = await scope.faults();
        terminal.print(flags.json ? jsonText(armed) : `armed ${armed.id}: ${ruleWords(armed)}`);
        if (!flags.json) {
          [...adviceLines(name, armed, flags)].forEach(terminal.print);
          const others = othersThereWords(armed, rules);
          if (others !== null) {
            terminal.note(others);
          }
        }
      });
    });
}

function adviceLines(name: string | undefined, armed: ArmedFault, flags: AddFlags): readonly string[] {
  const recipe: Recipe | undefined = name === undefined ? undefined : findRecipe(name);
  const isChosen = flags.plane !== undefined || flags.operation !== undefined || flags.rule !== undefined;
  const meets = isChosen ? null : meetsWords(armed.plane, recipe === undefined || recipe.planes.includes('exchange'));
  const sees = armed.effect.kind === 'delay' && flags.by !== undefined ? lateWords(flags.by) : recipe?.sees;
  return [
    ...(sees === undefined ? [] : [`client  ${sees.replaceAll('`', '')}`]),
    ...(meets === null ? [] : [meets]),
    ...(armed.effect.kind === 'tls' && armed.plane === 'exchange' && recipe !== undefined
      ? ['try it  quhao token exchange FILE --tls; the plain port of the exchange plane has no TLS']
      : []),
  ];
}

async function ruleOf(name: string | undefined, flags: AddFlags, terminal: Terminal): Promise<FaultRule> {
  const given = [name, flags.code, flags.rule].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw new CliError('fault add takes one of: a recipe (quhao fault recipes), --code CODE, --rule FILE', EXIT_USAGE);
  }
  if (flags.next && flags.times !== undefined) {
    throw new CliError('--next is --times 1: give one of them', EXIT_USAGE);
  }
  if (flags.by !== undefined && name !== 'slow') {
    throw new CliError('--by says how late the answers of the recipe slow are: quhao fault add slow --by 12s', EXIT_USAGE);
  }
  const base = await baseOf(name, flags, terminal);
  const times = flags.next ? 1 : flags.times;
  return {
    ...base,
    ...(flags.appid === undefined ? {} : { match: { ...base.match, appid: flags.appid } }),
    ...(times === undefined ? {} : { times }),
    ...(flags.ttl === undefined ? {} : { ttlMs: flags.ttl }),
  };
}

async function baseOf(name: string | undefined, flags: AddFlags, terminal: Terminal): Promise<FaultRule> {
  if (name !== undefined) {
    return ofRecipe(requireRecipe(name), flags);
  }
  return flags.code === undefined ? readRule(flags, terminal) : ofCode(flags.code, flags);
}

const NEAREST = 3;

function requireRecipe(name: string): Recipe {
  const recipe = findRecipe(name);
  if (recipe === undefined && isCode(name)) {
    throw new CliError(`${name} is a result code, no recipe: quhao fault add --code ${name}`, EXIT_USAGE);
  }
  if (recipe === undefined) {
    const names = RECIPES.map((row) => row.name);
    const holding = names.filter((known) => known.includes(name.toLowerCase()));
    const near = [...new Set([...holding, ...nearestNames(name, names)])].slice(0, NEAREST);
    throw new CliError(`there is no recipe ${name}; nearest: ${near.join(', ')}. All: quhao fault recipes`, EXIT_USAGE);
  }
  return recipe;
}

function ofRecipe({ name, planes, effect }: Recipe, { plane, operation, next, times, by }: AddFlags): FaultRule {
  const chosen = plane ?? planeOf(operation) ?? planes[0];
  if (!planes.includes(chosen)) {
    throw new CliError(`${name} acts on ${planes.join(' and ')}, not on the ${chosen} plane`, EXIT_USAGE);
  }
  if (effect.kind === 'connection' && effect.fault === 'REFUSE' && (next || times !== undefined)) {
    throw new CliError('a refused connection is never seen, so it cannot be counted: --ttl 10s ends it', EXIT_USAGE);
  }
  return {
    plane: chosen,
    ...(operation === undefined ? {} : { operation }),
    effect: by === undefined ? effect : { kind: 'delay', ms: by },
  };
}

function planeOf(operation: Operation | undefined): Plane | undefined {
  return OPERATIONS.find(({ name }) => name === operation)?.plane;
}

/** Forces a code where the gateway raises it by itself; where that is at several places the user says which. */
function ofCode(text: string, { plane, operation }: AddFlags): FaultRule {
  const code = parseCode(text);
  const effect = { kind: 'code', code } as const;
  if (operation !== undefined) {
    return { plane: plane ?? planeOf(operation) ?? 'exchange', operation, effect };
  }
  const places = placesOfCode(code);
  const fitting = places.filter((place) => plane === undefined || place.plane === plane);
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) {
    return { ...only, effect };
  }
  if (plane !== undefined) {
    return { plane, effect };
  }
  throw new CliError(unclearPlace(code, places), EXIT_USAGE);
}

function unclearPlace(code: string, places: readonly CodePlace[]): string {
  if (places.length === 0 && explainCode(code) === undefined) {
    return `nobody lists ${code} (quhao explain has all codes). To have the gateway answer with it all the same: --plane bearer, token or exchange`;
  }
  if (places.length === 0) {
    return `${codeWords(code)} is made by the SDK, not by the gateway: quhao explain ${code} says how. To have the gateway answer with it all the same: --plane bearer, token or exchange`;
  }
  const flags = places.map(({ plane, operation }) => `--plane ${plane} (${operation})`);
  return `${codeWords(code)} is answered at several places; say which: ${flags.join(', ')}`;
}

async function readRule({ rule = '', plane, operation }: AddFlags, terminal: Terminal): Promise<FaultRule> {
  if (plane !== undefined || operation !== undefined) {
    throw new CliError('a rule from a file has its own plane and operation: leave --plane and --operation out', EXIT_USAGE);
  }
  const text = rule === '-' ? await terminal.readInput() : readText(rule, 'the rule');
  try {
    return JSON.parse(text) as FaultRule;
  } catch (error) {
    throw new CliError(`the rule is no JSON: ${error instanceof Error ? error.message : String(error)}`, EXIT_USAGE);
  }
}
