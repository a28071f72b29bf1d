// Runs on the system's own Node (20 or newer) before anything is installed: plain JavaScript, no dependencies.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { supervise } from './supervise.mjs';

/**
 * Installs what is missing, then runs a script in the project's folder under the product's own Node until it ends, and
 * makes its exit code this process's.
 * @param {string[]} args for Node: the script and what it is given
 * @param {Record<string, string>} env added to this process's environment
 */
export async function launch(args, env = {}) {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  process.chdir(root);
  const node = await ensureInstalled(root);
  process.exitCode = node ? await supervise(node, args, { ...process.env, ...env }) : 1;
}
