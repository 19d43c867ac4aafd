import { EXIT_CODES } from '../exit-codes.ts';
import { writeText } from '../text-io.ts';
import type { BuiltinCall } from './builtin.ts';
import { ExitSignal } from './control-flow.ts';
import type { Job } from './jobs.ts';
import { SIGNALS, signalNumber } from './signals.ts';
import { ShellFailureError } from './syntax.ts';

const SIGNAL_BASE = 128;

/** `wait [PID|%JOB…]` */
export async function waitForJobs({ shell, args }: BuiltinCall): Promise<number> {
  if (args.length === 0) {
    await Promise.all(shell.jobs.splice(0).map(async (job) => await job.done));
    return EXIT_CODES.ok;
  }
  let status: number = EXIT_CODES.ok;
  for (const word of args) {
    status = (await findJob(shell.jobs, word)?.done) ?? EXIT_CODES.notFound;
  }
  return status;
}

export async function listJobs({ shell, io }: BuiltinCall): Promise<number> {
  const running = shell.jobs.filter((job) => job.isRunning());
  const lines = running.map(
    (job, place) => `[${place + 1}] ${place === running.length - 1 ? '+' : ' '} Running              ${job.pid}\n`,
  );
  await writeText(io.stdout, lines.join(''));
  return EXIT_CODES.ok;
}

/** `kill` of this shell and of its jobs. Other processes belong to the command of the same name. */
export async function killProcesses({ shell, args, io }: BuiltinCall): Promise<number> {
  const [first = '', ...rest] = args;
  if (first === '-l') {
    const [wanted] = rest;
    const lines = Object.entries(SIGNALS).map(([name, number]) => `${String(number).padStart(2)} ${name}\n`);
    const name = Object.entries(SIGNALS).find(([, number]) => number === Number(wanted) % SIGNAL_BASE)?.[0];
    await writeText(io.stdout, wanted === undefined ? lines.join('') : `${name ?? wanted}\n`);
    return EXIT_CODES.ok;
  }
  const { signalWord, targets } = splitWords(args);
  const signal = signalWord === null ? SIGNALS.TERM : signalNumber(signalWord);
  if (signal === null) {
    throw new ShellFailureError(`kill: bad signal: ${signalWord}`);
  }
  const others: string[] = [];
  for (const target of targets) {
    const job = findJob(shell.jobs, target);
    if (job !== null) {
      job.kill(signal);
    } else if (target === String(shell.state.pid)) {
      await signalSelf({ shell, name: 'kill', args, io }, signal);
    } else {
      others.push(target);
    }
  }
  return others.length > 0 || targets.length === 0
    ? await shell.commands.run({ name: 'kill', args: [`-${signal}`, ...others], io, session: shell })
    : EXIT_CODES.ok;
}

interface KillWords {
  /** null when no signal is named. */
  readonly signalWord: string | null;
  readonly targets: readonly string[];
}

function splitWords(args: readonly string[]): KillWords {
  const [first = '', second = '', ...others] = args;
  if (/^-[sn]$/.test(first)) {
    return { signalWord: second, targets: others };
  }
  return /^-\w/.test(first) ? { signalWord: first.slice(1), targets: args.slice(1) } : { signalWord: null, targets: args };
}

/** A signal to the shell itself: its trap runs, or it ends. */
async function signalSelf({ shell, io }: BuiltinCall, signal: number): Promise<void> {
  const name = Object.entries(SIGNALS).find(([, number]) => number === signal)?.[0] ?? '';
  const trap = shell.state.traps.get(name);
  if (trap !== undefined) {
    await shell.evaluateLine(trap, io);
  } else if (signal !== 0 && name !== 'CHLD') {
    throw new ExitSignal(SIGNAL_BASE + signal);
  }
}

function findJob(jobs: readonly Job[], word: string): Job | null {
  if (word === '%%' || word === '%+' || word === '%') {
    return jobs.at(-1) ?? null;
  }
  const job = word.startsWith('%') ? jobs[Number(word.slice(1)) - 1] : jobs.find((each) => String(each.pid) === word);
  return job ?? null;
}
