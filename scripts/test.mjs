// `npm test`: installs, then runs scripts/testing/run.ts. See there for what follows.
import { launch } from './server/launch.mjs';

await launch(['scripts/testing/run.ts', ...process.argv.slice(2)]);
