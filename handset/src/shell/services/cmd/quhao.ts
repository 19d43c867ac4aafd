import { type Route, SIM_STATES } from '../../../device.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, requireInteger, UsageError } from '../../options.ts';
import { installRoot, listRoots, removeRoot } from './quhao-ca.ts';
import { watch } from './quhao-watch.ts';

interface QuhaoRow {
  /** The words that select the row. */
  readonly words: readonly string[];
  readonly usage: string;
  /** Resolves with the answer, which is printed as JSON; with undefined where the row has printed by itself. */
  readonly run: (call: Call, rest: readonly string[]) => unknown;
}

/** Commands of handset/PROTOCOL.md §4 in its order. When two rows match, the one with more words is taken. */
const ROWS: readonly QuhaoRow[] = [
  { words: ['radio'], usage: 'radio', run: ({ system }, rest) => withArgumentCount(rest, 0, () => system.device.radio.state()) },
  { words: ['radio', 'log'], usage: 'radio log [--after SEQ] [--bytes]', run: printConnections },
  {
    words: ['radio', 'counters'],
    usage: 'radio counters',
    run: ({ system }, rest) => withArgumentCount(rest, 0, () => system.device.radio.counters()),
  },
  { words: ['route', 'set'], usage: 'route set HOST[:PORT] TARGET:PORT [--session]', run: setRoute },
  {
    words: ['route', 'list'],
    usage: 'route list',
    run: ({ system }, rest) => withArgumentCount(rest, 0, () => ({ routes: system.device.radio.routes() })),
  },
  {
    words: ['route', 'remove'],
    usage: 'route remove HOST[:PORT]',
    run: ({ system }, rest) =>
      withArgumentCount(rest, 1, () => {
        system.device.radio.removeRoute(rest[0] ?? '');
        return { routes: system.device.radio.routes() };
      }),
  },
  {
    words: ['route', 'clear'],
    usage: 'route clear',
    run: ({ system }, rest) =>
      withArgumentCount(rest, 0, () => {
        system.device.radio.clearRoutes();
        return { routes: system.device.radio.routes() };
      }),
  },
  { words: ['names'], usage: 'names [routed|all]', run: setNames },
  { words: ['names', 'log'], usage: 'names log [--after SEQ]', run: printLookups },
  { words: ['ca', 'install'], usage: 'ca install FILE [--user]', run: installRoot },
  { words: ['ca', 'list'], usage: 'ca list', run: (call, rest) => withArgumentCount(rest, 0, () => listRoots(call)) },
  {
    words: ['ca', 'remove'],
    usage: 'ca remove ID',
    run: (call, rest) => withArgumentCount(rest, 1, () => removeRoot(call, rest)),
  },
  { words: ['sim', 'set'], usage: `sim set SLOT ${SIM_STATES.join('|')} [--operator MCCMNC]`, run: setSim },
  { words: ['sim', 'lease'], usage: 'sim lease SLOT ADDRESS', run: leaseSim },
  { words: ['sim', 'data'], usage: 'sim data SLOT', run: setDataSlot },
  { words: ['registration'], usage: 'registration home|roaming|denied', run: setRegistration },
  { words: ['link'], usage: 'link wifi|cellular [--delay MS] [--drop on|off]', run: setLink },
  { words: ['mobile', 'deny'], usage: 'mobile deny PACKAGE', run: (call, rest) => setDenied(call, rest, true) },
  { words: ['mobile', 'allow'], usage: 'mobile allow PACKAGE', run: (call, rest) => setDenied(call, rest, false) },
  { words: ['mobile', 'ip'], usage: 'mobile ip ipv4|ipv6', run: setMobileProtocol },
  { words: ['vpn'], usage: 'vpn on|off', run: setVpn },
  { words: ['wifi', 'portal'], usage: 'wifi portal on|off', run: setPortal },
  {
    words: ['clock'],
    usage: 'clock',
    run: ({ system }, rest) =>
      withArgumentCount(rest, 0, () => ({ elapsedRealtimeNanos: elapsedNanos(system.device.bootNanos) })),
  },
  { words: ['watch'], usage: 'watch [--screen]', run: watch },
  {
    words: ['reset'],
    usage: 'reset',
    run: async ({ system }, rest) => {
      withArgumentCount(rest, 0, () => undefined);
      await system.device.radio.reset();
      system.settings.resetClock();
      system.settings.setNightMode('no');
      await system.device.apps.applySettings(system.settings.all());
      return {};
    },
  },
];

/** `cmd quhao …`: controls and observations that a phone does not offer. Answers are JSON on stdout; wrong usage goes to stderr with exit code 64. */
export async function runQuhaoService(call: Call): Promise<number> {
  if (call.args[0] === 'help') {
    await call.print(ROWS.map((row) => `cmd quhao ${row.usage}\n`).join(''));
    return EXIT_CODES.ok;
  }
  const [row] = ROWS.filter((each) => each.words.every((word, place) => call.args[place] === word)).sort(
    (one, other) => other.words.length - one.words.length,
  );
  if (row === undefined) {
    throw usageError(`'${call.args.join(' ')}' is not known; 'cmd quhao help' lists the commands`);
  }
  try {
    const answer = await row.run(call, call.args.slice(row.words.length));
    await call.print(answer === undefined ? '' : `${JSON.stringify(answer)}\n`);
    return EXIT_CODES.ok;
  } catch (error) {
    if (error instanceof UsageError) {
      throw usageError(`${error.message}; usage: cmd quhao ${row.usage}`);
    }
    throw error;
  }
}

function withArgumentCount<Answer>(rest: readonly string[], count: number, work: () => Answer): Answer {
  if (rest.length !== count) {
    throw usageError(`unexpected '${rest.join(' ')}'`);
  }
  return work();
}

function printConnections({ system }: Call, rest: readonly string[]): unknown {
  const options = parseOptions(rest, { values: ['--after'], flags: ['--bytes'] });
  const after = requireInteger(options.values.get('--after') ?? '0', '--after');
  const { radio } = system.device;
  return withArgumentCount(options.rest, 0, () => ({
    connections: radio
      .connections(after)
      .map((record) =>
        options.flags.has('--bytes') ? { ...record, sent: radio.sentBytes(record.seq).toString('base64') } : record,
      ),
  }));
}

function setRoute({ system }: Call, rest: readonly string[]): unknown {
  const options = parseOptions(rest, { flags: ['--session'] });
  return withArgumentCount(options.rest, 2, () => {
    const [name = '', target = ''] = options.rest;
    const [, host, port] = /^(.+):(\d{1,5})$/.exec(target) ?? [];
    if (host === undefined || port === undefined || Number(port) < 1 || Number(port) > 65_535) {
      throw usageError(`'${target}' is no HOST:PORT`);
    }
    const route: Route = { name, host, port: Number(port), session: options.flags.has('--session') };
    system.device.radio.setRoute(route);
    return { routes: system.device.radio.routes() };
  });
}

function setNames({ system }: Call, rest: readonly string[]): unknown {
  const { radio } = system.device;
  if (rest.length > 0) {
    radio.setNamesThatExist(withArgumentCount(rest, 1, () => oneOf(rest[0], ['routed', 'all'])));
  }
  return { names: radio.namesThatExist };
}

function printLookups({ system }: Call, rest: readonly string[]): unknown {
  const options = parseOptions(rest, { values: ['--after'] });
  const after = requireInteger(options.values.get('--after') ?? '0', '--after');
  return withArgumentCount(options.rest, 0, () => ({ lookups: system.device.radio.lookups(after) }));
}

async function setSim({ system }: Call, rest: readonly string[]): Promise<unknown> {
  const options = parseOptions(rest, { values: ['--operator'] });
  const [slot, word] = withArgumentCount(options.rest, 2, () => options.rest);
  const state = oneOf(word, SIM_STATES);
  const operator = options.values.get('--operator');
  if (operator !== undefined && !/^\d{5,6}$/.test(operator)) {
    throw usageError(`'${operator}' is no MCC and MNC of five or six digits`);
  }
  await system.device.radio.setSim(requireInteger(slot, 'the slot'), operator === undefined ? { state } : { state, operator });
  return {};
}

async function leaseSim({ system }: Call, rest: readonly string[]): Promise<unknown> {
  const [slot, address = ''] = withArgumentCount(rest, 2, () => rest);
  await system.device.radio.leaseSim(requireInteger(slot, 'the slot'), address);
  return {};
}

async function setDataSlot({ system }: Call, rest: readonly string[]): Promise<unknown> {
  const [slot] = withArgumentCount(rest, 1, () => rest);
  await system.device.radio.setDataSlot(requireInteger(slot, 'the slot'));
  return {};
}

async function setRegistration({ system }: Call, rest: readonly string[]): Promise<unknown> {
  await system.device.radio.setRegistration(withArgumentCount(rest, 1, () => oneOf(rest[0], ['home', 'roaming', 'denied'])));
  return {};
}

async function setDenied({ system }: Call, rest: readonly string[], isDenied: boolean): Promise<unknown> {
  const [name = ''] = withArgumentCount(rest, 1, () => rest);
  const { packages, radio } = system.device;
  if (isDenied && packages.get(name) === null) {
    throw usageError(`${name} is not installed`);
  }
  await radio.setDenied(name, isDenied);
  return {};
}

async function setMobileProtocol({ system }: Call, rest: readonly string[]): Promise<unknown> {
  await system.device.radio.setMobileProtocol(withArgumentCount(rest, 1, () => oneOf(rest[0], ['ipv4', 'ipv6'])));
  return {};
}

async function setVpn({ system }: Call, rest: readonly string[]): Promise<unknown> {
  await system.device.radio.setVpn(withArgumentCount(rest, 1, () => oneOf(rest[0], ['on', 'off'])) === 'on');
  return {};
}

async function setPortal({ system }: Call, rest: readonly string[]): Promise<unknown> {
  await system.device.radio.setPortal(withArgumentCount(rest, 1, () => oneOf(rest[0], ['on', 'off'])) === 'on');
  return {};
}

async function setLink({ system }: Call, rest: readonly string[]): Promise<unknown> {
  const { values, rest: names } = parseOptions(rest, { values: ['--delay', '--drop'] });
  const bearer = withArgumentCount(names, 1, () => oneOf<'wifi' | 'cellular'>(names[0], ['wifi', 'cellular']));
  const delay = values.get('--delay');
  const drop = values.get('--drop');
  await system.device.radio.setLink(bearer, {
    ...(delay === undefined ? {} : { delayMs: requireInteger(delay, '--delay') }),
    ...(drop === undefined ? {} : { drop: oneOf(drop, ['on', 'off']) === 'on' }),
  });
  return {};
}

function usageError(message: string): UsageError {
  return new UsageError(message, EXIT_CODES.usage);
}

function oneOf<Word extends string>(word: string | undefined, known: readonly Word[]): Word {
  const match = known.find((each) => each === word);
  if (match === undefined) {
    throw usageError(`'${word ?? ''}' must be ${known.join(' or ')}`);
  }
  return match;
}

/** Text, because many JSON readers keep 53 bits of a number only. */
function elapsedNanos(bootNanos: bigint): string {
  return String(process.hrtime.bigint() - bootNanos);
}
