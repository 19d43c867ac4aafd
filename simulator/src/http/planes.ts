import type { IncomingMessage, RequestListener } from 'node:http';
import express, { type Express } from 'express';
import type { Plane } from '../api.ts';
import { SIMULATOR_HEADER, SIMULATOR_VALUE } from '../protocol/http-answer.ts';
import type { Gateway } from './gateway.ts';

const CA_PATH = '/quhao/ca.pem';

/**
 * What a plane's listener serves. The operations, and the refusal of everything that is none, go straight to the gateway: Express's layers would cost more
 * than the operations themselves, and it cannot read every target that HTTP can (`CONNECT name:port`).
 */
export function planeListener(plane: Plane, gateway: Gateway, rootPem: string): RequestListener {
  const pages = plane === 'bearer' ? pagesApp(rootPem) : null;
  return (request: IncomingMessage, response) => {
    // The raw target decides, not Express's reading of it: a query makes another path.
    if (pages !== null && request.method === 'GET' && request.url === CA_PATH) {
      pages(request, response);
    } else {
      gateway.serve(plane, gateway.routeOf(plane, request), request, response);
    }
  };
}

/** What a phone fetches with its browser: the root certificate. */
function pagesApp(rootPem: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get(CA_PATH, (_request, response) => {
    response.set(SIMULATOR_HEADER, SIMULATOR_VALUE).type('application/x-pem-file').send(rootPem);
  });
  return app;
}
