import type { UncoveredClauses } from '../src/check.ts';

/** MUST clauses that no check covers yet, and why. */
export const UNCOVERED_CLAUSES: readonly UncoveredClauses[] = [
  {
    clauses: ['ENV-03'],
    reason: 'needs a subscriber of another operator at the gateway, and its SIM in the device',
  },
  { clauses: ['DEV-09'], reason: 'needs a device that denies mobile data to one app' },
  {
    clauses: ['PAG-05', 'PAG-06', 'PAG-08', 'PAG-09', 'PAG-10', 'PAG-11', 'PAG-13', 'PAG-14', 'PAG-15', 'PAG-16'],
    reason: 'needs rows that set a theme',
  },
  { clauses: ['PAG-17', 'PAG-18', 'PAG-19', 'PAG-20', 'PAG-21', 'PAG-22'], reason: 'needs rows that set a theme' },
  {
    clauses: ['CHK-03', 'GWY-08'],
    reason: 'a rule of the gateway alone: judged over HTTP without a device, in the gateway profile to come',
  },
  {
    clauses: ['CHK-06', 'SRV-02', 'SRV-03', 'SRV-04', 'SRV-06', 'SRV-07', 'SRV-08'],
    reason: "a rule of the operator's server API: judged over HTTP without a device, in the gateway profile to come",
  },
  { clauses: ['ENV-04', 'ENV-05', 'ENV-07'], reason: "a rule for the integrating app's own manifest" },
];
