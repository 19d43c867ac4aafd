import { startSimulator } from '../src/simulator.ts';

const [, , dataDir = ''] = process.argv;
const simulator = await startSimulator({ dataDir });
process.send?.('ready');
process.on('disconnect', () => void simulator.close());
