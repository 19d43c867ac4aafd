import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { StationPool } from './station-pool.ts';

/** Ends when it is told to. */
class Gate {
  readonly opened: Promise<void>;
  open: () => void = () => undefined;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }
}

test('rows run side by side on stations of their own, and a third waits for the first that is free', async () => {
  const pool = new StationPool(['a', 'b']);
  const gates = [new Gate(), new Gate(), new Gate()];
  const begun: string[] = [];
  const rows = gates.map((gate, row) =>
    pool.use(async (station) => {
      begun.push(`${row} on ${station}`);
      await gate.opened;
    }),
  );
  await turn();
  expect(begun).toEqual(['0 on a', '1 on b']);
  gates[1]?.open();
  await rows[1];
  await turn();
  expect(begun).toEqual(['0 on a', '1 on b', '2 on b']);
  gates[0]?.open();
  gates[2]?.open();
  await Promise.all(rows);
});

test('a row that asks to be alone waits for the others, and none begins meanwhile', async () => {
  const pool = new StationPool(['a', 'b']);
  const [other, part] = [new Gate(), new Gate()];
  const story: string[] = [];
  const rows = [
    pool.use(async (_, alone) => {
      await alone(async () => {
        story.push('alone');
        await part.opened;
      });
      story.push('no longer alone');
    }),
    pool.use(async () => {
      await other.opened;
      story.push('other ends');
    }),
    pool.use(async () => {
      story.push('third begins');
    }),
  ];
  await turn();
  expect(story).toEqual([]);
  other.open();
  await rows[1];
  await turn();
  expect(story).toEqual(['other ends', 'alone']);
  part.open();
  await Promise.all(rows);
  expect(story.toSorted()).toEqual(['alone', 'no longer alone', 'other ends', 'third begins']);
});

test('two rows that ask to be alone are alone one after the other', async () => {
  const pool = new StationPool(['a', 'b']);
  let alone = 0;
  let most = 0;
  await Promise.all(
    [1, 2, 3, 4].map(() =>
      pool.use(async (_, whileAlone) => {
        await turn();
        await whileAlone(async () => {
          alone += 1;
          most = Math.max(most, alone);
          await turn();
          alone -= 1;
        });
      }),
    ),
  );
  expect(most).toBe(1);
});

test('a row that throws, alone or not, gives its station back', async () => {
  const pool = new StationPool(['a']);
  const thrown = pool.use(async (_, alone) =>
    alone(async () => {
      throw new Error('the row broke');
    }),
  );
  await expect(thrown).rejects.toThrow('the row broke');
  await expect(pool.use(async (station) => station)).resolves.toBe('a');
});

test('the end is when the last row has ended, also one that waits to be alone', async () => {
  const pool = new StationPool(['a']);
  await pool.end();
  const gate = new Gate();
  let isOver = false;
  const row = pool.use(async (_, alone) => alone(async () => gate.opened));
  const end = pool.end().then(() => {
    isOver = true;
  });
  await turn();
  expect(isOver).toBe(false);
  gate.open();
  await Promise.all([row, end]);
  expect(isOver).toBe(true);
});
