// `npm test`: installs, then runs scripts/testing/run.ts under the product's own Node. See there for what follows.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './server/install.mjs';
import { supervise } from './server/supervise.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const node = ensureInstalled(root);
process.exitCode = node
  ? await supervise(node, ['scripts/testing/run.ts', ...process.argv.slice(2)], process.env)
  : 1;
