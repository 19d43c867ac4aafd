import { type Mutation, shortName } from './mutation-table.ts';

/** What a part of the reference SDK is for: clauses, and families of them. */
interface Concern {
  /** A regular expression on the class's name below com.cmic.gen.sdk. */
  readonly classes: RegExp;
  readonly clauses: readonly string[];
}

const CALLS = ['PRE-01', 'PRE-05', 'LOG-01', 'LOG-03', 'CHK-01', 'CHK-02'] as const;
const TIME = ['AUX-04', 'AUX-05', 'AUX-06', 'AUX-07', 'DEV-07', 'LOG-11', 'API-05'] as const;
const CACHE = ['PRE-03', 'PRE-04', 'PRE-08', 'PRE-09', 'AUX-03', 'LOG-08', 'SEC-04', 'SEC-05', 'SEC-06', 'GWY-05'] as const;
const BEARER = ['PRE-02', 'PRE-06', 'PRE-07', 'SEC-02', 'ENV-01', 'DEV-03', 'DEV-08', 'DEV-09'] as const;

/** The first row that fits. A kill is about the mutation where the row that failed has one of these clauses. */
const CONCERNS: readonly Concern[] = [
  { classes: /^cache\.|ScripSource|CachedScrips/, clauses: [...CACHE, ...CALLS] },
  { classes: /Limit$|TimePolicy|Watchdog|Alarms/, clauses: TIME },
  { classes: /Cellular|CallResources|Bearer|Route|Tenure/, clauses: [...BEARER, ...TIME, ...CALLS] },
  { classes: /TrustedRoot|Tls|SecureSockets/, clauses: ['DEV-11', 'DEV-17', 'SEC', ...CALLS] },
  { classes: /^net\./, clauses: ['DEV', 'ENV-02', 'ENV-08', ...TIME, ...CALLS] },
  { classes: /^wire\./, clauses: ['GWY', 'API-06', 'API-07', 'API-09', 'DEV', 'PRE-09', 'SEC', ...CALLS] },
  { classes: /^gateway\./, clauses: ['DEV', 'GWY', 'SEC', ...CALLS] },
  { classes: /^device\./, clauses: ['AUX-01', 'AUX-02', 'DEV', 'LOG-04', 'CHK-04', 'GWY-02', 'ENV-01', ...BEARER, ...CACHE] },
  {
    classes: /ResultCode|Failure|CodePolicy|ResultJson|IoFailure/,
    clauses: ['API', 'DEV', 'LOG-03', 'LOG-10', 'LOG-11', 'PAG-12', 'CHK', 'PRE-05'],
  },
  {
    classes: /^view\.|Page|LoginSession|LoginAuth|TokenPress|ActivityOpener/,
    clauses: ['PAG', 'LOG', 'SEC-01', 'SEC-07', 'API-05', 'API-03', ...CALLS],
  },
  { classes: /^flow\.|^auth\.|^policy\./, clauses: ['API', 'AUX', 'PRE', 'LOG', 'CHK', 'DEV', 'SEC', 'GWY'] },
];

/** Clause ids and families (`PAG`) that the mutated class is for. */
function concernsOf(mutation: Pick<Mutation, 'class'>): readonly string[] {
  return CONCERNS.find(({ classes }) => classes.test(shortName(mutation.class)))?.clauses ?? [];
}

export function isAbout(mutation: Pick<Mutation, 'class'>, clauses: readonly string[]): boolean {
  const concerns = concernsOf(mutation);
  return clauses.some((clause) => concerns.includes(clause) || concerns.includes(clause.split('-')[0] ?? ''));
}
