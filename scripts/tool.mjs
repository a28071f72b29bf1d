// `npm run backup` and its like: installs, then runs scripts/<name>.ts under the product's own Node, with the product's modules.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './server/install.mjs';
import { supervise } from './server/supervise.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...args] = process.argv.slice(2);
process.chdir(root);
const node = ensureInstalled(root);
process.exitCode = node
  ? await supervise(node, ['--import', 'tsx', `scripts/${name}.ts`, ...args], process.env)
  : 1;
