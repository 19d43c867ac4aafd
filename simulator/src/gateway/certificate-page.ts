import type { HttpAnswer } from '../protocol/http-answer.ts';
import type { InboundRequest } from './inbound-request.ts';

export const CA_PATH = '/quhao/ca.pem';

/** Whether a phone's browser asks for the root certificate. The raw target decides: a query makes another path. */
export function isCertificateRequest({ plane, method, target }: InboundRequest): boolean {
  return plane === 'bearer' && method === 'GET' && target === CA_PATH;
}

export function certificateAnswer(rootPem: string): HttpAnswer {
  return { status: 200, contentType: 'application/x-pem-file; charset=utf-8', body: rootPem, closes: false };
}
