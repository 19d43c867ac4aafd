import type { System } from '../../system.ts';

/** `dumpsys jobscheduler`: the jobs of the apps that run. */
export async function dumpJobScheduler(system: System): Promise<string> {
  const rows = await Promise.all(
    system.device.apps.running().map(async (app) => {
      const { jobs } = await app.call('job', { command: 'list', id: 0 });
      const user = `u0a${app.uid - 10_000}`;
      return (Array.isArray(jobs) ? jobs : []).map(({ id, service }) => `  JOB #${user}/${id}: ${service}\n`);
    }),
  );
  return `JOB SCHEDULER (dumpsys jobscheduler)\n\nRegistered ${rows.flat().length} jobs:\n${rows.flat().join('')}`;
}
