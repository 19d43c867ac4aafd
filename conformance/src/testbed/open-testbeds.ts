import { openTestbed, type Testbed } from '../testbed.ts';
import type { TestbedOptions } from './testbed-options.ts';

/** Brings up several testbeds side by side, each with a gateway and a handset of its own. Where one fails, all are taken down. */
export async function openTestbeds(count: number, options: TestbedOptions): Promise<readonly Testbed[]> {
  const opening = Array.from({ length: count }, (_, index) => openTestbed({ ...options, onProgress: numbered(index, options) }));
  const ended = await Promise.allSettled(opening);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await closeTestbeds(ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
    throw failed.reason;
  }
  return Promise.all(opening);
}

/** Takes all of them down, then throws the first error that one of them met. */
export async function closeTestbeds(testbeds: readonly Testbed[]): Promise<void> {
  const ended = await Promise.allSettled(testbeds.map((testbed) => testbed[Symbol.asyncDispose]()));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    throw failed.reason;
  }
}

/** The lines of the second testbed begin with its number: `2 adb         127.0.0.1:6502 answers after 0.4 s`. */
function numbered(index: number, { onProgress }: TestbedOptions): TestbedOptions['onProgress'] {
  return index === 0 ? onProgress : (line) => onProgress(`${index + 1} ${line}`);
}
