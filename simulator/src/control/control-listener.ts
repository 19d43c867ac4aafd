import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ControlParts } from './control-app.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * The control API, whose code is loaded at the first request to it: Express takes as long to load as the rest of the simulator, and a simulator that is used
 * as an object needs none of it.
 */
export function controlListener(parts: ControlParts): Listener {
  let loading: Promise<Listener> | null = null;
  return (request, response) => {
    loading ??= import('./control-app.ts').then(({ controlApp }) => controlApp(parts));
    loading.then(
      (listener) => listener(request, response),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  };
}
