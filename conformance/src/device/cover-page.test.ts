import { expect, test } from 'vitest';
import { coverPage, startOver } from './cover-page.ts';

const SCREEN = 'app.quhao.probe.ProbeActivity';
const PAGE = 'com.example.LoginPage';

/** One task, the root first. As Android has it, `am start` of what is at the root brings the task to the front as it is. */
function deviceWith(task: string[]) {
  const run = (command: string): Promise<string> => {
    if (command === 'dumpsys activity activities') {
      return Promise.resolve(`  topResumedActivity=ActivityRecord{1 u0 app/${task.at(-1)?.replace('app.quhao.probe', '')} t1}\n`);
    }
    if (command.includes('--activity-clear-task')) {
      task.length = 0;
    }
    if (task[0] !== SCREEN || command.includes('--activity-multiple-task')) {
      task.push(SCREEN);
    }
    return Promise.resolve('');
  };
  return { device: { run }, app: { packageName: 'app' } };
}

test('another screen comes over the page, also where it is the root of the task', async () => {
  for (const task of [[PAGE], [SCREEN, PAGE]]) {
    await coverPage(deviceWith(task));
    expect(task.slice(-2)).toEqual([PAGE, SCREEN]);
  }
});

test('an app that starts over has its own screen alone', async () => {
  const task = [SCREEN, PAGE];
  await startOver(deviceWith(task));
  expect(task).toEqual([SCREEN]);
});
