import express, { type Express } from 'express';
import type { Plane } from '../api.ts';
import { SIMULATOR_HEADER, SIMULATOR_VALUE } from '../protocol/http-answer.ts';
import type { Gateway } from './gateway.ts';

/** What a plane serves besides its hot operations: the root certificate on the bearer plane, and a refusal of everything else. */
export function planeApp(plane: Plane, gateway: Gateway, rootPem: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  if (plane === 'bearer') {
    app.use((request, response, next) => {
      // The raw target decides, not Express's reading of it: a query makes another path.
      if (request.method !== 'GET' || request.url !== '/quhao/ca.pem') {
        next();
        return;
      }
      response.set(SIMULATOR_HEADER, SIMULATOR_VALUE).type('application/x-pem-file').send(rootPem);
    });
  }
  app.use((request, response) => gateway.serve(plane, undefined, request, response));
  return app;
}
