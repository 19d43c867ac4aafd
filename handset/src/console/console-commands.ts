import { type ConsoleDevice, type ConsoleState, GSM_STATES, type GsmState, type Range } from './console-state.ts';

/** What a command answers: lines before OK, or the text behind KO. */
type ConsoleAnswer = { readonly lines: readonly string[] } | { readonly refusal: string };

export interface ConsoleCall {
  readonly device: ConsoleDevice;
  readonly state: ConsoleState;
  readonly words: readonly string[];
}

interface ConsoleCommand {
  /** The words that select the command. */
  readonly words: readonly string[];
  readonly usage: string;
  readonly about: string;
  readonly run: (call: ConsoleCall) => Promise<ConsoleAnswer> | ConsoleAnswer;
}

const DONE: ConsoleAnswer = { lines: [] };

/** `network delay`: the latencies of the emulator's profiles (facts of its documentation). */
const DELAYS: Readonly<Record<string, Range>> = {
  gprs: { low: 35, high: 200 },
  edge: { low: 80, high: 400 },
  umts: { low: 35, high: 200 },
  lte: { low: 0, high: 0 },
  none: { low: 0, high: 0 },
};

/** `network speed`: upload and download in kilobits per second; 0: no limit. */
const SPEEDS: Readonly<Record<string, Range>> = {
  gsm: { low: 14.4, high: 14.4 },
  gprs: { low: 28.8, high: 57.6 },
  edge: { low: 473.6, high: 473.6 },
  umts: { low: 384, high: 384 },
  hsdpa: { low: 5_760, high: 13_980 },
  lte: { low: 58_000, high: 173_000 },
  full: { low: 0, high: 0 },
};

/** Commands of the console in the order in which `help` lists them. `help`, `auth`, `quit` and `kill` belong to the connection. */
export const CONSOLE_COMMANDS = [
  { words: ['ping'], usage: 'ping', about: 'check if the emulator is alive', run: () => ({ lines: ['I am alive!'] }) },
  {
    words: ['avd', 'name'],
    usage: 'avd name',
    about: "the virtual device's name",
    run: ({ device }) => ({ lines: [device.avdName] }),
  },
  {
    words: ['avd', 'status'],
    usage: 'avd status',
    about: 'whether the virtual device runs',
    run: () => ({ lines: ['virtual device is running'] }),
  },
  { words: ['gsm', 'data'], usage: 'gsm data STATE', about: 'set the data registration', run: (call) => setGsm('data', call) },
  {
    words: ['gsm', 'voice'],
    usage: 'gsm voice STATE',
    about: 'set the voice registration',
    run: (call) => setGsm('voice', call),
  },
  {
    words: ['gsm', 'status'],
    usage: 'gsm status',
    about: 'both registrations',
    run: ({ state }) => ({ lines: [`gsm voice state: ${state.voice}`, `gsm data state:  ${state.data}`] }),
  },
  { words: ['gsm', 'signal-profile'], usage: 'gsm signal-profile 0..4', about: 'set the signal', run: setSignal },
  { words: ['network', 'status'], usage: 'network status', about: 'speed and delay', run: networkStatus },
  { words: ['network', 'delay'], usage: 'network delay NAME|MS|MIN:MAX', about: 'set the latency', run: setDelay },
  { words: ['network', 'speed'], usage: 'network speed NAME|KBIT|UP:DOWN', about: 'set the speed', run: setSpeed },
  { words: ['geo', 'fix'], usage: 'geo fix LONGITUDE LATITUDE [ALTITUDE]', about: 'set the location', run: fixLocation },
] as const satisfies readonly ConsoleCommand[];

/** Runs a line of the console that is none of the connection's own. */
export async function runConsoleCommand(call: ConsoleCall): Promise<ConsoleAnswer> {
  const command = CONSOLE_COMMANDS.find(({ words }) => words.every((word, place) => call.words[place] === word));
  if (command !== undefined) {
    const run: ConsoleCommand['run'] = command.run;
    return await run({ ...call, words: call.words.slice(command.words.length) });
  }
  const [group = ''] = call.words;
  const ofGroup = CONSOLE_COMMANDS.filter(({ words }) => words[0] === group);
  return ofGroup.length === 0
    ? { refusal: "unknown command, try 'help'" }
    : { refusal: `bad sub-command; known are: ${ofGroup.map(({ usage }) => usage).join(', ')}` };
}

async function setGsm(which: 'data' | 'voice', { device, state, words }: ConsoleCall): Promise<ConsoleAnswer> {
  const [word = ''] = words;
  if (!Object.hasOwn(GSM_STATES, word)) {
    return { refusal: `invalid state, must be one of ${Object.keys(GSM_STATES).join(', ')}` };
  }
  state[which] = word as GsmState;
  if (which === 'data') {
    await device.radio.setRegistration(GSM_STATES[state.data]);
  }
  return DONE;
}

function setSignal({ state, words }: ConsoleCall): ConsoleAnswer {
  const [word = ''] = words;
  if (!/^[0-4]$/.test(word)) {
    return { refusal: 'invalid signal profile, must be 0 to 4' };
  }
  state.signal = `signal-profile ${word}`;
  return DONE;
}

function networkStatus({ state: { speed, delay } }: ConsoleCall): ConsoleAnswer {
  const rate = (kilobits: number): string => `${Math.round(kilobits * 1_000)} bits/s (${(kilobits / 8).toFixed(1)} KB/s)`;
  return {
    lines: [
      'Current network status:',
      `  download speed:  ${rate(speed.high)}`,
      `  upload speed:    ${rate(speed.low)}`,
      `  minimum latency: ${delay.low} ms`,
      `  maximum latency: ${delay.high} ms`,
    ],
  };
}

/** New connections over both bearers wait for the lower end of the range: an emulator has one path for all. */
async function setDelay({ device, state, words }: ConsoleCall): Promise<ConsoleAnswer> {
  const range = rangeOf(words[0], DELAYS);
  if (range === null) {
    return { refusal: `invalid latency, give ${Object.keys(DELAYS).join(', ')}, MS or MIN:MAX` };
  }
  state.delay = range;
  for (const bearer of ['wifi', 'cellular'] as const) {
    await device.radio.setLink(bearer, { delayMs: range.low });
  }
  return DONE;
}

function setSpeed({ state, words }: ConsoleCall): ConsoleAnswer {
  const range = rangeOf(words[0], SPEEDS);
  if (range === null) {
    return { refusal: `invalid speed, give ${Object.keys(SPEEDS).join(', ')}, KBIT or UP:DOWN` };
  }
  state.speed = range;
  return DONE;
}

function rangeOf(word = '', named: Readonly<Record<string, Range>>): Range | null {
  if (Object.hasOwn(named, word)) {
    return named[word] ?? null;
  }
  const [, low, high] = /^(\d{1,7})(?::(\d{1,7}))?$/.exec(word) ?? [];
  return low === undefined ? null : { low: Number(low), high: Number(high ?? low) };
}

function fixLocation({ state, words }: ConsoleCall): ConsoleAnswer {
  const numbers = words.map(Number);
  const isPlace = words.length >= 2 && words.length <= 5 && numbers.every(Number.isFinite);
  const [longitude = 0, latitude = 0] = numbers;
  if (!isPlace || Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
    return { refusal: 'give a longitude from -180 to 180 and a latitude from -90 to 90' };
  }
  state.location = words.join(' ');
  return DONE;
}
