import { DOCUMENT_ROUTES } from './document-routes.ts';
import { FAULT_ROUTES } from './fault-routes.ts';
import { JOURNAL_ROUTES } from './journal-routes.ts';
import type { ControlRoute } from './route.ts';
import { SCOPE_ROUTES } from './scope-routes.ts';
import { SIMULATOR_ROUTES } from './simulator-routes.ts';
import { STATE_ROUTES } from './state-routes.ts';

/** The resources of the control API. */
export const CONTROL_ROUTES: readonly ControlRoute[] = [
  ...SIMULATOR_ROUTES,
  ...SCOPE_ROUTES,
  ...DOCUMENT_ROUTES,
  ...FAULT_ROUTES,
  ...STATE_ROUTES,
  ...JOURNAL_ROUTES,
];
