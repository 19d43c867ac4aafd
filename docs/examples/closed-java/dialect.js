import { createHmac } from 'node:crypto';
import { operatorTime, quhao1, Refusal } from 'quhao/simulator';

/**
 * How the SDK of this folder speaks: JSON objects with names of its own, one signature over the values, nothing sealed.
 * docs/any-sdk.md, "An SDK that cannot be configured"; the members are those of ClientDialect (simulator/src/dialects/quhao-1.ts).
 *
 * @type {import('quhao/simulator').ClientDialect}
 */
export const dialect = {
  name: 'closed',
  paths: [
    { operation: 'prefetch', path: '/v2/who' },
    { operation: 'get-token', path: '/v2/ticket' },
  ],

  // What comes in: any body whatever, also one that is no request of the SDK.
  read(raw) {
    const reading = quhao1.read(raw);
    const { app = null, nonce = null } = reading.fields;
    return { ...reading, echo: nonce ?? '', appid: app, msgid: nonce };
  },

  prefetch: {
    read: (reading) => ({ ...sender(reading, ''), open: () => ({ ...device(reading), sessionKey: Buffer.alloc(0) }) }),
    describeFields: (reading) => ({ expected: FIELDS.join(', '), got: Object.keys(reading.fields).join(', ') }),
    describeSignature: () => ({ expected: 'mac over the values', got: 'another mac' }),
    describeSealed: () => ({ expected: 'nothing sealed', got: 'nothing sealed' }),
  },

  token: {
    read: (reading) => ({
      ...sender(reading, reading.fields.handle ?? ''),
      ...device(reading),
      scrip: reading.fields.handle ?? '',
      capability: 'check',
    }),
    describeFields: (reading) => ({ expected: [...FIELDS, 'handle'].join(', '), got: Object.keys(reading.fields).join(', ') }),
    describeSignature: () => ({ expected: 'mac over the values', got: 'another mac' }),
  },

  // What goes out.
  prefetchAnswer: (_frame, { scrip, maskedNumber }) => ({ handle: scrip, shown: maskedNumber }),
  tokenAnswer: ({ token }) => ({ ticket: token }),
  writeAnswer({ resultCode, desc, inresponseto: _echo, systemtime: _time, ...own }) {
    const code = resultCode === '103000' ? '0' : resultCode;
    return { contentType: 'application/json', body: JSON.stringify({ code, text: desc, ...own }) };
  },
};

const FIELDS = ['app', 'nonce', 'time', 'pkg', 'cert', 'mac'];

function sender({ fields }, handle) {
  const missing = FIELDS.find((name) => typeof fields[name] !== 'string');
  if (missing !== undefined) {
    throw new Refusal('BAD_PARAMETER', `${missing} is missing`);
  }
  const { app, nonce, time, pkg, cert, mac } = fields;
  return {
    appid: app,
    msgid: nonce,
    sentAt: operatorTime(Number(time)),
    // May be asynchronous: the gateway waits for it.
    async verify({ appKey }) {
      const right = createHmac('sha256', appKey).update([app, nonce, time, pkg, cert, handle].join('\n')).digest('hex');
      if (mac !== right) {
        throw new Refusal('BAD_SIGNATURE', 'mac');
      }
    },
  };
}

function device({ fields }) {
  return { packageName: fields.pkg, certificateMd5: fields.cert };
}
