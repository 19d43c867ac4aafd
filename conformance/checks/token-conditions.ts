import { type Condition, gatewaySays, NETWORK_ERROR, onHandshake, onTokenRequest, saidByFault, UNPARSABLE } from './condition.ts';
import { answeredBy, FOREIGN_TEXTS } from './foreign-texts.ts';

export const TOKEN_REQUEST_FAULTS: readonly Condition[] = [
  {
    name: 'token-peer-closes',
    clause: ['DEV-10'],
    level: 'MUST',
    accept: ['200050'],
    warn: ['102102', '200028', '200025'],
    meaning: 'a peer that closes without a byte has a code of its own',
    ...onTokenRequest({ kind: 'socket', fault: 'EMPTY_RESPONSE' }),
  },
  {
    name: 'token-connection-reset',
    clause: ['DEV-02'],
    level: 'MUST',
    accept: ['200028', '102102', '200025'],
    warn: ['200027'],
    meaning: 'a reset connection is a network error',
    ...onTokenRequest({ kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' }),
  },
  {
    name: 'token-html-page',
    clause: ['DEV-04'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: 'a page is no answer',
    ...onTokenRequest({ kind: 'html', page: 'captive' }),
  },
  {
    name: 'token-truncated-answer',
    clause: ['DEV-04'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: 'half an answer is no answer',
    ...onTokenRequest({ kind: 'body', fault: 'TRUNCATED' }),
  },
  ...FOREIGN_TEXTS.filter(({ isForTokenToo }) => isForTokenToo).map((row) => answeredBy(row, 'token-request')),
  {
    name: 'token-status-500',
    clause: ['DEV-16'],
    level: 'MUST',
    accept: NETWORK_ERROR,
    meaning: 'an HTTP status other than 200 and 503 is a network error',
    ...onTokenRequest({ kind: 'status', status: 500 }),
  },
  {
    name: 'token-status-503',
    clause: ['DEV-14'],
    level: 'SHOULD',
    accept: ['200082'],
    meaning: 'a gateway that is busy has a code of its own',
    ...onTokenRequest({ kind: 'status', status: 503 }),
  },
  {
    name: 'token-unknown-code',
    clause: ['DEV-18', 'API-09'],
    level: 'MUST',
    accept: ['200025'],
    warn: ['200021', '102223'],
    meaning: "a code outside the guide's table reached the app or was taken for success",
    ...onTokenRequest({ kind: 'code', code: '199999' }),
  },
  {
    name: 'token-missing-in-success',
    clause: ['DEV-04'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: '103000 without a token was taken for success',
    ...onTokenRequest({ kind: 'code', code: '103000' }),
  },
  {
    name: 'token-tls-unknown-ca',
    clause: ['DEV-11'],
    level: 'MUST',
    accept: ['200072'],
    meaning: 'a chain that does not end in the trusted root is refused',
    ...onHandshake('UNKNOWN_CA'),
  },
  {
    name: 'token-tls-expired',
    clause: ['DEV-17'],
    level: 'MUST',
    accept: ['200072', ...NETWORK_ERROR],
    meaning: 'an expired certificate is refused',
    ...onHandshake('EXPIRED'),
  },
  {
    name: 'token-tls-wrong-host',
    clause: ['DEV-17'],
    level: 'MUST',
    accept: ['200072', ...NETWORK_ERROR],
    meaning: "another host's certificate is refused",
    ...onHandshake('WRONG_HOST'),
  },
  {
    name: 'token-tls-not-yet-valid',
    clause: ['DEV-17'],
    level: 'MUST',
    accept: ['200072', ...NETWORK_ERROR],
    meaning: 'a certificate that is not yet valid is refused',
    ...onHandshake('NOT_YET_VALID'),
  },
];

const SAID_BY_FAULT = ['103101', '103102', '103119', '103211', '103412', '103414', '105313'] as const;

export const TOKEN_REQUEST_REFUSALS: readonly Condition[] = [
  ...SAID_BY_FAULT.map((code) => saidByFault(code, 'token-request')),
  {
    name: 'too-many-tokens-is-103911',
    at: 'token-request',
    clause: ['API-09', 'LOG-07'],
    ...gatewaySays('103911', { unusedTokens: 30 }),
  },
  {
    name: 'capability-missing-is-105019',
    at: 'token-request',
    clause: ['API-09', 'GWY-04'],
    ...gatewaySays('105019', { registration: { capabilities: [] } }),
  },
];
