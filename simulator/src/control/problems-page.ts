import { PROBLEMS } from '../model/problem.ts';

/** docs/problems.md, which the control listener serves too: what the `type` of a problem points at. */
export function problemsPage(): string {
  const sections = PROBLEMS.map(({ code, status, title, toDo }) => `## ${code}\n\n${title} (HTTP ${status}). ${toDo}\n`);
  return `# Problems of the control API\n\nPrinted from the source; a difference fails the tests.\n\n${sections.join('\n')}`;
}
