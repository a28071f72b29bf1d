// `npm start`: installs, then runs scripts/serve.ts under the product's own Node. See there for what follows.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './server/install.mjs';
import { supervise } from './server/supervise.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const node = ensureInstalled(root);
process.exitCode = node
  ? await supervise(node, ['scripts/serve.ts'], { ...process.env, NODE_ENV: 'production' })
  : 1;
