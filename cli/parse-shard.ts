import { InvalidArgumentError } from 'commander';
import type { Shard } from '../conformance/src/conform.ts';

/** `2/4`: the second of four parts. */
export function parseShard(text: string): Shard {
  const [, index = '', count = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (count === '' || shard.index < 1 || shard.index > shard.count) {
    throw new InvalidArgumentError('a shard reads 2/4: the second of four parts.');
  }
  return shard;
}
