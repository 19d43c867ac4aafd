import { memoryPart, processFacts } from '../../files/process-facts.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { humanSize } from './human-size.ts';
import { posixRegex } from './posix-regex.ts';
import { listProcesses, type ProcessRow } from './process-table.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

/** `pgrep` and `pkill [-flnovx] [-P PID] [-u USER] [-SIGNAL] PATTERN`. */
export const patternCommands: readonly CommandRow[] = (['pgrep', 'pkill'] as const).map((name) => ({
  name,
  async run(call) {
    const args = name === 'pkill' ? call.args.filter((word) => !/^-(?:\d+|[A-Z]{2,})$/.test(word)) : call.args;
    const options = toyboxOptions({ name, args }, { flags: 'cflnovxV', values: 'dgGPstuUL' });
    requireWords(call, options.rest, options.has('u') || options.has('P') ? 0 : 1);
    const regex = posixRegex(options.rest[0] ?? '', { kind: 'extended', flags: '' });
    const matches = (row: ProcessRow) => (options.has('x') ? regex.exec(row.name)?.[0] === row.name : regex.test(row.name));
    const users = options.all('u').flatMap((text) => text.split(','));
    const isOwned = (row: ProcessRow) => users.length === 0 || users.includes(row.user) || users.includes(String(row.uid));
    const found = listProcesses(call.system.device).filter((row) => isOwned(row) && matches(row) !== options.has('v'));
    const chosen = options.has('n') || options.has('o') ? found.slice(options.has('n') ? -1 : 0).slice(0, 1) : found;
    if (name === 'pkill') {
      return await refuseAll(call, chosen);
    }
    const lines = chosen.map((row) => (options.has('l') ? `${row.pid} ${row.name}` : String(row.pid)));
    await call.print(options.has('c') ? `${chosen.length}\n` : endLines(lines, options.value('d')));
    return chosen.length === 0 ? EXIT_CODES.failure : EXIT_CODES.ok;
  },
}));

function endLines(lines: readonly string[], separator = '\n'): string {
  return lines.length === 0 ? '' : `${lines.join(separator)}\n`;
}

/** `killall [-ilqv] [-SIGNAL] NAME…`. */
export const killall: CommandRow = {
  name: 'killall',
  async run(call) {
    const names = call.args.filter((word) => !word.startsWith('-'));
    requireWords(call, names, 1);
    let code: number = EXIT_CODES.ok;
    for (const name of names) {
      const rows = listProcesses(call.system.device).filter((row) => row.name === name);
      if (rows.length === 0 && !call.args.includes('-q')) {
        await call.printError(`killall: ${name}: No such process\n`);
      }
      code = Math.max(code, rows.length === 0 ? EXIT_CODES.failure : await refuseAll(call, rows));
    }
    return code;
  },
};

/** As on a phone, an app belongs to another user than the shell. */
async function refuseAll(call: Call, rows: readonly ProcessRow[]): Promise<number> {
  for (const row of rows) {
    await call.printError(`${call.name}: ${row.pid}: Operation not permitted\n`);
  }
  return EXIT_CODES.failure;
}

/** `top [-bqH] [-n COUNT] [-d SECONDS] [-m LINES] [-o FIELDS] [-p PID]`. The load of the machine is not the handset's, so CPU columns are 0. */
export const top: CommandRow = {
  name: 'top',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'HbqO', values: 'kosdmnpu' });
    const limit = Number(options.value('m') ?? Number.POSITIVE_INFINITY);
    const rounds = Number(options.value('n') ?? (options.has('b') ? Number.POSITIVE_INFINITY : 1));
    for (let round = 0; round < rounds; round += 1) {
      const rows = listProcesses(call.system.device).slice(0, limit);
      const head = `Tasks: ${rows.length} total,   0 running, ${rows.length} sleeping,   0 stopped,   0 zombie\n  Mem:  3907584K total,  1953792K used,   976896K free,    64512K buffers\n Swap:        0K total,        0K used,        0K free,        0K cached\n400%cpu   0%user   0%nice   0%sys 400%idle   0%iow   0%irq   0%sirq   0%host\n`;
      const columns = '  PID USER         PR  NI VIRT  RES  SHR S[%CPU] %MEM     TIME+ ARGS\n';
      const lines = rows.map(topLine);
      await call.print(`${options.has('q') ? '' : head}${columns}${lines.join('')}`);
      if (round + 1 < rounds && (await call.session.runWords(['sleep', options.value('d') ?? '3'], call.io)) !== EXIT_CODES.ok) {
        return EXIT_CODES.interrupted;
      }
    }
    return EXIT_CODES.ok;
  },
};

function topLine(row: ProcessRow): string {
  const facts = processFacts(row.pid);
  const ticks = facts.userTicks + facts.systemTicks;
  const time = `${Math.floor(ticks / 6000)}:${((ticks % 6000) / 100).toFixed(2).padStart(5, '0')}`;
  const sizes = [facts.virtualKib, facts.residentKib, 0].map((kib) => humanSize(kib * 1024).padStart(4)).join(' ');
  return `${String(row.pid).padStart(5)} ${row.user.padEnd(12)} 20   0 ${sizes} S  0.0 ${memoryPart(facts).padStart(5)} ${time.padStart(9)} ${row.name}\n`;
}
