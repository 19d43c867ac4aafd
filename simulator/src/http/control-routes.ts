import { DOCUMENT_ROUTES } from './control-document-routes.ts';
import { FAULT_ROUTES } from './control-fault-routes.ts';
import { JOURNAL_ROUTES } from './control-journal-routes.ts';
import type { ControlRoute } from './control-route.ts';
import { SCOPE_ROUTES } from './control-scope-routes.ts';
import { SIMULATOR_ROUTES } from './control-simulator-routes.ts';
import { STATE_ROUTES } from './control-state-routes.ts';

/** The resources of the control API, a row each. */
export const CONTROL_ROUTES: readonly ControlRoute[] = [
  ...SIMULATOR_ROUTES,
  ...SCOPE_ROUTES,
  ...DOCUMENT_ROUTES,
  ...FAULT_ROUTES,
  ...STATE_ROUTES,
  ...JOURNAL_ROUTES,
];
