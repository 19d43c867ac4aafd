import { Client, closedLoop } from './load.ts';
import type { MeasuredServer } from './measured-server.ts';
import { loginRequest, mustBe } from './requests.ts';
import { spread } from './spread.ts';

const BATCH = 10_000;
const CLIENTS = 32;

/** What the process holds after 1,000,000 exchanges, of what it held after 100,000: both with a full journal. */
export async function measureMemory(server: MeasuredServer): Promise<number> {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => Client.open({ port: server.facts.ports.exchange })));
  const send = async (count: number): Promise<number> => {
    for (let done = 0; done < count; done += BATCH) {
      const requests = (await server.mint(BATCH)).map(loginRequest);
      await closedLoop(clients, BATCH, async (client, index) => mustBe(await client.send(requests[index] ?? ''), '103000'));
    }
    return Number(await server.order({ do: 'memory' }));
  };
  /** What V8 gives back to the system goes up and down by a tenth from one moment to the next: the middle of five. */
  const settled = async (): Promise<number> => {
    const samples = [];
    for (let sample = 0; sample < 5; sample++) {
      samples.push(await send(20_000));
    }
    return spread(samples).median;
  };
  const early = await settled();
  await send(800_000);
  const late = await settled();
  for (const client of clients) {
    client.close();
  }
  return late / early;
}
