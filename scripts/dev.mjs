// `npm run dev`: like `npm start`, but Next compiles on demand and reloads what changes.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './server/install.mjs';
import { supervise } from './server/supervise.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const node = ensureInstalled(root);
process.exitCode = node
  ? await supervise(node, ['scripts/serve.ts', '--dev'], { ...process.env, NODE_ENV: 'development' })
  : 1;
