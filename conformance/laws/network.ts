import type { Check } from '../src/check.ts';
import { type Breach, type Law, wrong } from '../src/law.ts';
import { BEARER_NAMES, type RelayConnection } from '../src/observations.ts';
import type { RowConnection, RowView } from '../src/row-view.ts';

const TLS_PORT = 443;

function inWords({ host, port, bearer, bytesOut }: RelayConnection): string {
  return `${host}:${port} over ${BEARER_NAMES[bearer]}, ${bytesOut} B out`;
}

function eachConnection(row: RowView, judge: (connection: RowConnection) => Breach | null): readonly Breach[] {
  return (row.connections ?? []).flatMap((connection) => judge(connection) ?? []);
}

/** Names that the SDK looked up over Wi-Fi and that are none of the gateway's: nothing answers to them here, so no connection shows them. */
function foreignNamesOverWifi({ seen, calls }: RowView): readonly string[] {
  const from = calls.map(({ startedNanos }) => BigInt(startedNanos)).toSorted((a, b) => (a < b ? -1 : 1))[0];
  const { gatewayHosts, numberHosts, tokenHost, routes = [] } = seen.facts;
  const known = [...gatewayHosts, ...numberHosts, tokenHost, ...routes.map(({ host }) => host)];
  const names = (seen.lookups ?? [])
    .filter(
      ({ bearer, name, atNanos }) => bearer === 'wifi' && from !== undefined && BigInt(atNanos) >= from && !known.includes(name),
    )
    .map(({ name }) => name);
  return [...new Set(names)];
}

interface Target {
  readonly host: string;
  readonly port: number;
}

/** The operators' number requests are plain HTTP on its own port (guide 2.3). */
const HTTP_PORT = 80;

function targetOf(url: string): Target {
  const { protocol, hostname: host, port } = new URL(url);
  const ownPort = protocol === 'https:' ? TLS_PORT : HTTP_PORT;
  return { host, port: port === '' ? ownPort : Number(port) };
}

/** Where the gateway redirects to in this row, by a fault. */
function redirectTargets({ arrange, act }: Check): readonly Target[] {
  const faults = [arrange.fault, ...act.map((step) => (step.do === 'fault' ? step.fault : undefined))];
  return faults.flatMap((fault) => {
    const { effect } = fault ?? {};
    if (effect?.kind === 'redirect') {
      return [targetOf(effect.location)];
    }
    return effect?.kind === 'field' && effect.change === 'set' && effect.field === 'redirect' ? [targetOf(effect.value)] : [];
  });
}

/** Number request, token request and one retry of each, with their TLS, are less than half of it. */
const MOST_BYTES_OF_CALL = 8_192;

/** What a call does may come so long behind its callback (PRE-07). */
const BEHIND_MS = 5_000;

/** Every call that had begun by then was over for so long. Before the first one, a call of the row before may be the cause. */
function isUnasked(atNanos: string, { calls, unheard }: RowView): boolean {
  const at = BigInt(atNanos);
  const hasBegun = ({ startedNanos }: { readonly startedNanos: string }): boolean => BigInt(startedNanos) <= at;
  const begun = calls.filter(hasBegun);
  const isOver = begun.every(({ results: [end] }) => end !== undefined && Number(at - end.atNanos) / 1e6 > BEHIND_MS);
  // Nobody hears how a call without a listener ends.
  return begun.length > 0 && isOver && !unheard.some(hasBegun);
}

/** Connections and names that no call was the cause of. */
function unasked(row: RowView): readonly string[] {
  const { lookups = [], raws } = row.seen;
  const isOfProbe = (nanos: string): boolean =>
    Object.values(raws).some(
      ({ startedNanos, endedNanos }) => BigInt(nanos) >= BigInt(startedNanos) && BigInt(nanos) <= BigInt(endedNanos),
    );
  return [
    ...(row.connections ?? []).filter(({ openedNanos }) => isUnasked(openedNanos, row)).map(inWords),
    ...lookups
      .filter(({ answered, atNanos }) => !answered && isUnasked(atNanos, row) && !isOfProbe(atNanos))
      .map(({ name, bearer }) => `looked up ${name} over ${BEARER_NAMES[bearer]}`),
  ];
}

/** What leaves the device over which bearer, judged by the relay's own log (guide 2.3). */
export const networkLaws: readonly Law[] = [
  {
    id: 'law-network-number-request-on-mobile-data',
    clause: ['PRE-02', 'SEC-02'],
    level: 'MUST',
    subject: 'sdk',
    meaning:
      'the operator knows a subscriber by the mobile-data bearer alone: a number request on another bearer cannot succeed and shows the user to strangers',
    needs: 'connections',
    judge: (row) =>
      eachConnection(row, (connection) =>
        connection.plane === 'bearer' && connection.bearer !== 'cellular'
          ? wrong('number requests over mobile data only', inWords(connection))
          : null,
      ),
    kills: [
      { mutant: 'default-network', in: 'bearer-number-request-uses-mobile-data' },
      { mutant: 'default-network-in-login', in: 'mapping-truncated-answer-login' },
      { mutant: 'default-network-in-check', in: 'security-log-holds-no-secret' },
      { mutant: 'falls-back-to-default-in-login', in: 'mapping-connection-reset-login' },
      { mutant: 'falls-back-to-default-in-check', in: 'mapping-connection-reset-mobile-auth' },
      { mutant: 'redirect-over-default', in: 'mapping-redirect-target-cannot-be-parsed' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-network-token-request-by-tls',
    clause: ['DEV-11', 'SEC-05'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'the token request carries the credential: it goes to the token host by TLS or not at all',
    needs: 'connections',
    judge: (row) =>
      eachConnection(row, (connection) =>
        connection.isTokenHostInClear ? wrong(`the token host by TLS (port ${TLS_PORT}) only`, inWords(connection)) : null,
      ),
    kills: [{ mutant: 'clear-after-tls-failure', in: 'mapping-token-tls-unknown-ca-mobile-auth' }],
    since: '0.2.0',
  },
  {
    id: 'law-network-wifi-for-token-only',
    clause: ['SEC-02'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning:
      'what leaves over Wi-Fi to anybody but the token host may identify the user; who looks a name up there means to send something',
    needs: 'connections',
    judge: (row) => [
      ...eachConnection(row, (connection) => {
        const isKnown = connection.plane !== null && !connection.isTokenHostInClear;
        return ['wifi', 'vpn'].includes(connection.bearer) && connection.bytesOut > 0 && !isKnown
          ? wrong('nothing over Wi-Fi or a VPN but the token request', inWords(connection))
          : null;
      }),
      ...foreignNamesOverWifi(row).map((name) =>
        wrong('nothing over Wi-Fi but the token request', `looked up ${name} over Wi-Fi`),
      ),
    ],
    kills: [{ mutant: 'statistics-over-wifi', in: 'prefetch-success-describes-itself' }],
    since: '0.2.0',
  },
  {
    id: 'law-network-process-not-bound',
    clause: ['PRE-06'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning: "a process that is bound to a network takes the app's own traffic with it",
    judge: ({ seen }) => seen.bound.map((moment) => wrong('the process bound to no network', `bound ${moment}`)),
    kills: [],
    since: '0.2.0',
  },
  {
    id: 'law-network-request-released',
    clause: ['PRE-07'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning: 'a mobile-data request that is kept drains the battery, and after 100 of them the system refuses more',
    judge: ({ seen }) => {
      const { before, after, waitedMs } = seen.networkRequests;
      return after !== null && after > before
        ? [wrong(`${before} network requests held, as before the call`, `${after} held ${waitedMs} ms after the last callback`)]
        : [];
    },
    kills: [
      { mutant: 'never-releases-in-login', in: 'login-checked-press-gives-token' },
      { mutant: 'never-releases-in-check', in: 'security-log-holds-no-secret' },
      { mutant: 'leaks-on-failure', in: 'mapping-truncated-answer' },
      { mutant: 'leaks-where-denied', in: 'mapping-mobile-network-not-granted' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-network-redirect-to-operators-only',
    clause: ['DEV-12'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'whoever can write into a plain answer could send the request, and with it the user, to a host of his own',
    needs: 'connections',
    judge: (row) => {
      const { numberHosts } = row.seen.facts;
      const foreign = redirectTargets(row.check).filter(({ host, port }) => !numberHosts.includes(host) || port !== HTTP_PORT);
      return eachConnection(row, (connection) =>
        foreign.some(({ host, port }) => connection.host === host && connection.port === port)
          ? wrong('no connection to the host of such a redirect', inWords(connection))
          : null,
      );
    },
    kills: [
      { mutant: 'redirect-anywhere', in: 'mapping-redirect-to-foreign-host-is-refused' },
      { mutant: 'redirect-by-beginning', in: 'mapping-redirect-to-name-that-begins-as-operators-is-refused' },
      { mutant: 'redirect-by-ending', in: 'mapping-redirect-to-name-that-ends-as-operators-is-refused' },
      { mutant: 'redirect-by-mention', in: 'mapping-redirect-to-path-with-operators-name-is-refused' },
      { mutant: 'redirect-to-any-port', in: 'mapping-redirect-to-other-port-of-operator-is-refused' },
      { mutant: 'redirect-to-any-port', in: 'mapping-redirect-to-tls-of-operator-is-refused' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-network-connection-closed',
    clause: ['PRE-07'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning: 'a connection over mobile data that stays open after the call keeps the modem awake',
    needs: 'connections',
    judge: (row) =>
      eachConnection(row, (connection) =>
        connection.bearer === 'cellular' && connection.closedNanos === null
          ? wrong('every connection over mobile data closed when the row is over', `${inWords(connection)}, still open`)
          : null,
      ),
    kills: [{ mutant: 'socket-left-open', in: 'prefetch-success-describes-itself' }],
    since: '0.2.0',
  },
  {
    id: 'law-network-begins-with-a-call',
    clause: ['ENV-02', 'SEC-02'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning:
      'what the SDK sends it sends for a call: a request that nobody asked for costs the subscriber data and tells strangers when the phone is in use',
    needs: 'connections',
    judge: (row) =>
      unasked(row).map((observed) =>
        wrong(`no connection later than ${BEHIND_MS / 1_000} s after the last callback, where no call is open`, observed),
      ),
    kills: [{ mutant: 'retrieves-anew-after-a-while', in: 'unasked-time-that-passes-sends-nothing' }],
    since: '0.4.0',
  },
  {
    id: 'law-network-few-bytes-of-mobile-data',
    clause: ['ENV-02'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning: 'mobile data is the subscriber’s money: a retrieval costs a few KB of it, whatever it meets',
    needs: 'connections',
    judge: (row) => {
      const mobile = (row.connections ?? []).filter(({ bearer }) => bearer === 'cellular');
      const sent = mobile.reduce((sum, { bytesOut }) => sum + bytesOut, 0);
      const calls = Math.max(1, row.calls.length);
      return sent > calls * MOST_BYTES_OF_CALL
        ? [
            wrong(
              `at most ${MOST_BYTES_OF_CALL} B out over mobile data a call`,
              `${sent} B in ${mobile.length} connections of ${calls === 1 ? 'one call' : `${calls} calls`}`,
            ),
          ]
        : [];
    },
    kills: [{ mutant: 'heavy-number-request', in: 'prefetch-success-describes-itself' }],
    since: '0.2.0',
  },
];
