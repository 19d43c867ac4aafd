import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App, OpenedBearer, Persona, ScopePorts, Simulator, SimulatorOptions } from '../simulator/src/simulator.ts';
import { defaultDataFolder } from './data-folder.ts';
import { lanText } from './lan.ts';
import { wrapItems } from './wrap-items.ts';

/** What `quhao serve` prints: the same facts as text and as JSON. */
export interface ServeFacts {
  readonly simulator: Simulator;
  readonly options: SimulatorOptions;
  /** The config file; null where none was named. */
  readonly config: string | null;
  readonly app: App;
  /** Empty where the scope has none. */
  readonly personas: readonly Persona[];
  readonly scopes: readonly { readonly id: string; readonly ports: ScopePorts | null }[];
  /** Of the default scope, those with ports of their own. */
  readonly bearers: readonly OpenedBearer[];
  readonly curl: readonly string[];
  /** This machine's addresses for a phone; empty without --lan. */
  readonly lan: readonly string[];
}

export function serveJson({ simulator, options, app, personas, scopes, bearers, curl, lan }: ServeFacts): string {
  const { urls, ports, controlToken, rootPem, gatewayKey, losses } = simulator;
  return JSON.stringify({
    urls,
    ports,
    controlToken,
    rootPem,
    gatewayKey,
    dialect: options.dialect?.name ?? 'quhao-1',
    clock: { now: simulator.defaultScope.now(), rate: options.clock?.rate ?? 1 },
    settings: simulator.defaultScope.settings(),
    app,
    personas,
    scopes,
    bearers,
    losses,
    curl,
    lan,
  });
}

/** The token itself is printed only where it is in no file. */
function tokenPlace({ simulator, options }: ServeFacts): string {
  return options.dataDir === undefined
    ? `bearer token ${simulator.controlToken}`
    : `bearer token in ${join(options.dataDir, 'control-token')}`;
}

export function serveText(facts: ServeFacts): string {
  const { simulator, options, app } = facts;
  const { urls, ports } = simulator;
  return [
    `bearer      ${urls.bearer}   number request, plain HTTP · with a PROXY header: port ${ports.bearerProxy}`,
    `token       ${urls.token}   token request, TLS · with a PROXY header: port ${ports.tokenProxy}`,
    `exchange    ${urls.exchange}   the app's back end · TLS: port ${ports.exchangeTls} · with a PROXY header: port ${ports.exchangeProxy}`,
    `control     ${urls.control}/v1   ${tokenPlace(facts)}`,
    `root        ${urls.bearer}/quhao/ca.pem   what clients of the TLS ports must trust`,
    ...storeLines(options),
    ...(facts.config === null ? [] : [`config      ${facts.config}, read once: after an edit, end this and start again`]),
    ...(options.dialect === undefined ? [] : [`dialect     ${options.dialect.name}`]),
    ...clockLines(facts),
    ...(simulator.defaultScope.settings().strictness === 'field'
      ? ['strictness  field: what works in the field is accepted']
      : []),
    `ready app   ${app.appid} · appKey ${app.appKey}`,
    `            appSecret ${app.appSecret} · signs with ${app.keyMethod}`,
    ...numberLines(facts),
    ...facts.bearers.map(bearerLine),
    ...facts.scopes.map(({ id, ports: own }) => `scope       ${id}${own === null ? '' : ` · ${portsText(own)}`}`),
    '',
    ...curlText(facts),
    '',
    ...(facts.lan.length === 0 ? [] : [...lanText(facts.lan, ports.bearer), '']),
    `In another terminal: quhao flow watch${dataFlag(facts)} shows each login as it comes, quhao flow show${dataFlag(facts)} why one failed.`,
    'A simulator for tests: its answers carry a Quhao-Simulator header, its certificates say test.',
    'Ctrl-C ends it.',
  ].join('\n');
}

/** Where the server is found without it, it is left out. */
function dataFlag({ options: { dataDir } }: ServeFacts): string {
  return dataDir === undefined || dataDir === defaultDataFolder(homedir()) ? '' : ` --data ${dataDir}`;
}

/** Without what stands between the scheme and the host: a password. */
function storeLines({ store }: SimulatorOptions): readonly string[] {
  return store === undefined ? [] : [`store       ${store.replace(/\/\/[^@/]*@/, '//')} · all simulators that name it are one`];
}

function clockLines({ simulator, options: { clock } }: ServeFacts): readonly string[] {
  if (clock === undefined) {
    return [];
  }
  const now = new Date(simulator.defaultScope.now()).toISOString();
  const { rate = 1 } = clock;
  return [rate === 0 ? `clock       frozen at ${now}` : `clock       from ${now}, ${rate} times as fast as real time`];
}

function bearerLine({ msisdn, state, ports }: OpenedBearer): string {
  return `bearer of   ${msisdn} · ${state} · number request ${ports.bearer} · token request ${ports.token}`;
}

const INDENT = '            ';

function numberLines({ personas }: ServeFacts): readonly string[] {
  if (personas.length === 0) {
    return ['numbers     15400000001 and those of the configuration'];
  }
  const items = personas.map(({ digits, name }) => `${digits} ${name}`);
  return [
    'numbers     154 0000 SSNN, each at 127.154.SS.NN (NN 01 to 20); SS says what happens:',
    ...wrapItems(items, { indent: INDENT, joiner: ' · ' }),
  ];
}

function portsText(ports: ScopePorts): string {
  return Object.entries(ports)
    .map(([name, port]) => `${name} ${port}`)
    .join(' · ');
}

function curlText({ curl }: ServeFacts): readonly string[] {
  return curl.length === 0
    ? ['No app here could exchange a token with curl (RSA keys, no login capability, quota or whitelist).']
    : ['Mint a token, then exchange it:', ...curl.map((line) => `  ${line}`)];
}
