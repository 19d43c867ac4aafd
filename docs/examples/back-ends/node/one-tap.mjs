import { createHash, randomBytes } from 'node:crypto';

const SUCCESS = '103000';
/** The token is used, too old or nobody's: the user has to log in again. */
const LOG_IN_AGAIN = new Set(['104201', '103811']);

/** The app has to ask for a new token. */
export class LoginExpiredError extends Error {}
/** The operator does not answer, or refuses: offer the user a text message. */
export class TryAnotherWayError extends Error {}

/**
 * A back end's part of one-tap login: the phone number behind a token. A token is good for one call: this one is never repeated.
 * Rejects with LoginExpiredError or TryAnotherWayError.
 */
export async function numberOf(token, { url, appId, appSecret, timeoutMs = 3000 }) {
  const fields = {
    version: '2.0',
    msgid: randomBytes(16).toString('hex'),
    systemtime: chinaTime(),
    strictcheck: '1',
    appid: appId,
    token,
  };
  const order = ['appid', 'version', 'msgid', 'systemtime', 'strictcheck', 'token'];
  const text = order.map((name) => fields[name]).join('') + appSecret;
  const body = await post(`${url}/unisdk/rsapi/loginTokenValidate`, { ...fields, sign: md5(text) }, timeoutMs);
  if (body.resultCode === SUCCESS && body.msisdn) {
    return body.msisdn;
  }
  throw LOG_IN_AGAIN.has(body.resultCode)
    ? new LoginExpiredError(body.resultCode)
    : new TryAnotherWayError(`the operator refused with ${body.resultCode}`);
}

async function post(url, fields, timeoutMs) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(fields),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await answer.json();
  } catch (error) {
    throw new TryAnotherWayError('the operator gave no answer', { cause: error });
  }
}

function md5(text) {
  return createHash('md5').update(text).digest('hex').toUpperCase();
}

/** 17 digits, with milliseconds. */
function chinaTime() {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().replaceAll(/\D/g, '').slice(0, 17);
}
