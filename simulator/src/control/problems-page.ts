import { PROBLEMS } from '../model/problem.ts';

/** docs/problems.md. The control listener serves it too, and the `type` of a problem points to it. */
export function problemsPage(): string {
  const sections = PROBLEMS.map(({ code, status, title, toDo }) => `## ${code}\n\n${title} (HTTP ${status}). ${toDo}\n`);
  return `# Problems of the control API\n\nPrinted from the source; a difference fails the tests.\n\n${sections.join('\n')}`;
}
