import { describe, expect, test } from 'vitest';
import { InstrumentOutput } from './instrumentation.ts';

describe('the output of am instrument', () => {
  test('contains the port, wherever the chunks break', async () => {
    const output = new InstrumentOutput();
    for (const chunk of [
      'INSTRUMENTATION_STATUS: stream=SNIPPET START, PROTO',
      'COL 1 0\nSNIPPET SERVING, PORT 43',
      '211',
      '\nINSTRUMENTATION_STATUS_CODE: 0\n',
    ]) {
      output.take(chunk);
    }
    expect(await output.serving).toBe(43211);
  });

  test('refuses another major version', async () => {
    const output = new InstrumentOutput();
    output.take('SNIPPET START, PROTOCOL 2 0\nSNIPPET SERVING, PORT 1\n');
    await expect(output.serving).rejects.toMatchObject({
      code: 'NOT_STARTED',
      message: expect.stringContaining('protocol 2.0') as string,
    });
  });

  test.each([
    [
      'INSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n',
      'INSTRUMENTATION_RESULT: shortMsg=Process crashed.',
    ],
    [
      'INSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_RESULT: longMsg=java.lang.Error: x\nINSTRUMENTATION_CODE: 0\n',
      'INSTRUMENTATION_RESULT: longMsg=java.lang.Error: x',
    ],
    ['INSTRUMENTATION_CODE: 0\n', 'INSTRUMENTATION_CODE: 0'],
    [
      'INSTRUMENTATION_STATUS: stream=probe: could not serve: no class a.B\nINSTRUMENTATION_STATUS_CODE: 0\nINSTRUMENTATION_CODE: 0\n',
      'probe: could not serve: no class a.B',
    ],
    ['probe: could not serve: no class a.B\n\nINSTRUMENTATION_CODE: 0\n', 'probe: could not serve: no class a.B'],
    [
      'INSTRUMENTATION_STATUS: Error=Unable to find instrumentation\nINSTRUMENTATION_FAILED: app.quhao.probe\n',
      'INSTRUMENTATION_FAILED: app.quhao.probe',
    ],
    ['', 'am instrument ended with 1'],
  ])('says how it ended: %j', (text, ending) => {
    const output = new InstrumentOutput();
    output.take(text);
    expect(output.ending(1)).toBe(ending);
  });
});
