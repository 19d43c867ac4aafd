import { TestbedError } from '../errors.ts';
import type { Redactor } from '../redact.ts';
import type { Change, GatewayStep, OperatorHost } from './gateway-check.ts';
import { type Answered, answerJson, codeOf } from './gateway-observations.ts';
import type { GatewayTarget } from './gateway-target.ts';
import { exchangeHttp, type HttpFrom } from './http-exchange.ts';
import { compareRequest, exchangeRequest, numberRequest, openSealed, tokenRequest, type Written } from './wire-requests.ts';

/** A scrip and a token that no gateway has issued. */
const NO_SCRIP = 'N'.repeat(40);
const NO_TOKEN = `STsid${'0'.repeat(20)}${'N'.repeat(32)}`;
const SHORTEST_SECRET = 8;
const OTHER_NUMBER = '15499999999';

/** Where no connection comes about the bench is at fault, not the gateway's answer. */
const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'];

type Kind = GatewayStep['do'];
type StepOf<K extends Kind> = Extract<GatewayStep, { readonly do: K }>;

/** Performs the steps of one row and keeps every answer. */
export class GatewayRow {
  readonly answers: Record<string, readonly Answered[]> = {};
  readonly #target: GatewayTarget;
  readonly #redactor: Redactor;
  readonly #scrips = new Map<string, string>();
  readonly #tokens = new Map<string, string>();

  constructor(target: GatewayTarget, redactor: Redactor) {
    this.#target = target;
    this.#redactor = redactor;
  }

  /** Returns why the step, or one that needs it, cannot be performed; null where it was. */
  async perform(step: GatewayStep): Promise<string | null> {
    switch (step.do) {
      case 'number-request':
        await this.#numberRequest(step);
        return null;
      case 'token-request':
        return this.#tokenRequest(step);
      case 'token':
        return this.#token(step);
      case 'exchange':
        return this.#exchange(step);
      case 'compare':
        return this.#compare(step);
      case 'arrange':
        await this.#target.rearrange(step.to);
        return null;
      case 'advance':
        await this.#target.advance(step.ms);
        return null;
      case 'revoke-scrips':
        await this.#target.revokeScrips();
        return null;
    }
  }

  async #numberRequest({ as, at = 'mobile', from, change = {} }: StepOf<'number-request'>): Promise<void> {
    const { app, urls, sealing, elsewhere } = this.#target;
    if (sealing === null) {
      throw new TestbedError('EXCHANGE', 'the gateway file has no `client`: there is no key to seal a number request with');
    }
    const { sessionKey, ...written } = numberRequest(app, sealing, change);
    const local = from === 'elsewhere' && elsewhere !== null ? { localAddress: elsewhere } : {};
    const sent = await this.#send({ written, url: hostUrl(urls.number, at), change }, local);
    const opened = openSealed(answerJson(sent), sessionKey);
    this.answers[as] = [{ ...sent, opened }];
    const scrip = opened?.['scrip'];
    if (typeof scrip === 'string') {
      this.#redactor.add(scrip, 'scrip');
      this.#scrips.set(as, scrip);
    }
  }

  async #tokenRequest({ as, scripOf, capability, change = {} }: StepOf<'token-request'>): Promise<string | null> {
    const scrip = scripOf === undefined ? NO_SCRIP : this.#scrips.get(scripOf);
    if (scrip === undefined) {
      return `${scripOf} brought no scrip: ${this.#codes(scripOf ?? '')}`;
    }
    const { app, urls } = this.#target;
    const sent = await this.#send({ written: tokenRequest(app, { scrip, capability }, change), url: urls.token ?? '', change });
    this.answers[as] = [sent];
    this.#keepToken(as, answerJson(sent)['token']);
    return null;
  }

  /** Where its owner named no way, a token is had as an SDK has it. */
  async #token({ as, capability }: StepOf<'token'>): Promise<string | null> {
    const given = await this.#target.token(capability);
    if (given !== null) {
      this.#keepToken(as, given);
      return null;
    }
    const number = `${as} (number request)`;
    await this.#numberRequest({ do: 'number-request', as: number });
    const stop = await this.#tokenRequest({ do: 'token-request', as, scripOf: number, capability });
    return stop ?? (this.#tokens.has(as) ? null : `the token request brought no token: ${this.#codes(as)}`);
  }

  async #exchange({ as, tokenOf, times = 1, change = {} }: StepOf<'exchange'>): Promise<string | null> {
    const token = this.#tokenFrom(tokenOf);
    if (token === null) {
      return `${tokenOf} brought no token: ${this.#codes(tokenOf ?? '')}`;
    }
    const { app, urls } = this.#target;
    const requests = Array.from({ length: times }, () => exchangeRequest(app, token, change));
    this.answers[as] = await Promise.all(
      requests.map((written) => this.#send({ written, url: urls.loginTokenValidate, change })),
    );
    return null;
  }

  async #compare({ as, tokenOf, number, change = {} }: StepOf<'compare'>): Promise<string | null> {
    const token = this.#tokenFrom(tokenOf);
    if (token === null) {
      return `${tokenOf} brought no token: ${this.#codes(tokenOf ?? '')}`;
    }
    const { app, urls, number: own } = this.#target;
    const compared = number === 'own' ? (own ?? OTHER_NUMBER) : OTHER_NUMBER;
    const written = compareRequest(app, { token, number: compared }, change);
    this.answers[as] = [await this.#send({ written, url: urls.tokenValidate, change })];
    return null;
  }

  #tokenFrom(step: string | undefined): string | null {
    return step === undefined ? NO_TOKEN : (this.#tokens.get(step) ?? null);
  }

  #keepToken(step: string, token: unknown): void {
    if (typeof token === 'string' && token !== '') {
      // A shorter text is no token, and would be replaced everywhere.
      if (token.length >= SHORTEST_SECRET) {
        this.#redactor.add(token, 'token');
      }
      this.#tokens.set(step, token);
    }
  }

  #codes(step: string): string {
    return this.answers[step]?.map(codeOf).join(', ') ?? 'it was not performed';
  }

  async #send({ written, url, change }: Sending, from: Pick<HttpFrom, 'localAddress'> = {}): Promise<Answered> {
    const { method = 'POST', path, contentType = 'application/json', body } = change;
    const target = path === undefined ? url : new URL(path, url).href;
    const { ca } = this.#target;
    const request = { method, url: target, contentType, body: body ?? written.body };
    const exchange = await exchangeHttp(request, { ...from, ...(ca === null ? {} : { ca }) });
    if (exchange.failure !== null && UNREACHABLE.includes(exchange.failure)) {
      throw new TestbedError('EXCHANGE', `the gateway at ${target} cannot be reached: ${exchange.failure}`);
    }
    return { ...exchange, msgid: written.msgid, opened: null };
  }
}

interface Sending {
  readonly written: Written;
  readonly url: string;
  readonly change: Change;
}

function hostUrl(urls: GatewayTarget['urls']['number'], at: OperatorHost): string {
  const url = urls[at];
  if (url === undefined) {
    throw new TestbedError('EXCHANGE', `the gateway file names no number-request URL for ${at}`);
  }
  return url;
}
