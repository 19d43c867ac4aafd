import { join } from 'node:path';
import { PATHS } from '../simulator/src/model/paths.ts';
import type { App, Settings, Simulator, SimulatorOptions } from '../simulator/src/simulator.ts';
import { shellWord } from './shell-word.ts';

/** The state of the default scope that the lines are made from. */
export interface CurlFacts {
  readonly simulator: Simulator;
  readonly options: SimulatorOptions;
  /** In the default scope's order: the ready app first. */
  readonly apps: readonly App[];
  readonly isOnWhitelist: (app: App, address: string) => boolean;
  /** 17 digits by the exchange plane's clock. */
  readonly now: string;
}

const NUMBER = '15400000001';

/** Two lines for a shell: mint a token, exchange it. None where no app of the default scope can do that. */
export function curlLines(facts: CurlFacts): readonly string[] {
  const { simulator, apps } = facts;
  const app = apps.find((candidate) => canExchange(candidate, facts));
  if (app === undefined) {
    return [];
  }
  const { urls } = simulator;
  const key = app.keyMethod === 'MD5_APP_KEY' ? app.appKey : app.appSecret;
  const mint = `TOKEN=$(${authorization(facts)} | curl -s ${urls.control}/v1/tokens -H @- -H 'Content-Type: application/json' -d '{"appid":"${app.appid}","msisdn":"${NUMBER}"}' | grep -o 'STsid[0-9A-Za-z]*')`;
  const sign = `printf %s "${app.appid}2.0\${M}\${T}1\${TOKEN}${key}" | md5sum | cut -c1-32 | tr a-f A-F`;
  const fields = {
    version: '2.0',
    msgid: '$M',
    systemtime: '$T',
    strictcheck: '1',
    appid: app.appid,
    token: '$TOKEN',
    sign: `$(${sign})`,
  };
  const body = Object.entries(fields).map(([name, value]) => `\\"${name}\\":\\"${value}\\"`);
  return [
    mint,
    `T=${timeText(facts)}; M=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \\n'); curl -s ${urls.exchange}${PATHS['login-token-validate']} -H 'Content-Type: application/json' -d "{${body.join(',')}}"`,
  ];
}

/** Prints the header of the control token for `curl -H @-`: an argument would stand in the process list. */
function authorization({ simulator, options }: CurlFacts): string {
  const token =
    options.dataDir === undefined ? simulator.controlToken : `"$(cat ${shellWord(join(options.dataDir, 'control-token'))})"`;
  return `printf 'Authorization: Bearer %s' ${token}`;
}

/** The shell's own time in China, unless the scope has another clock. `CST-8` needs no time-zone files. */
function timeText({ simulator, options, now }: CurlFacts): string {
  const isReal = options.clock === undefined && simulator.defaultScope.settings().skewMs.exchange === 0;
  return isReal ? '$(TZ=CST-8 date +%Y%m%d%H%M%S000)' : now;
}

function canExchange(app: App, { simulator, isOnWhitelist }: CurlFacts): boolean {
  const settings = simulator.defaultScope.settings();
  return (
    app.keyMethod !== 'RSA' &&
    app.capabilities.includes('login') &&
    app.purchasedCalls !== 0 &&
    app.trialEndsAt === null &&
    isOnWhitelist(app, callerAddress(simulator, settings))
  );
}

/** The source address of curl on this machine: 127.0.0.1 for a loopback or wildcard address, otherwise the address itself. */
function callerAddress({ host }: Simulator, { callerAddress: set }: Settings): string {
  if (set !== null) {
    return set;
  }
  return /^(127\.|0\.0\.0\.0$|localhost$)/.test(host) ? '127.0.0.1' : host.replace(/^::$/, '::1');
}
