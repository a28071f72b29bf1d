// Runs on the system's own Node (20 or newer): plain JavaScript, no dependencies.
import { spawn } from 'node:child_process';

/** What asks a process to stop; SIGHUP comes when its terminal is closed. */
export const stopSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const watchEvery = 250;

/**
 * Runs a script under the product's Node and passes signals on to it. The channel between the two is how the script
 * learns that this process was killed: when it closes, the script stops properly by itself.
 *
 * A script that starts a database tells its process number; if the script is then killed outright, the database is
 * stopped from here.
 * @param {string} node path of the product's Node
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export function supervise(node, args, env) {
  // Told to the child, whose lock then shows that it is about to stop when npm was killed.
  const launcher = process.env.npm_lifecycle_event ? String(process.ppid) : '';
  const child = spawn(node, args, {
    env: { ...env, QUNXU_LAUNCHER: launcher },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  /** @type {number | undefined} */
  let database;
  let stopping = false;
  const stop = () => {
    stopping = true;
    child.kill('SIGTERM');
  };
  for (const signal of stopSignals) process.on(signal, stop);
  child.on('message', (message) => {
    if (typeof message === 'object' && message && 'database' in message) database = Number(message.database);
  });
  const watch = watchParent(stop);
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      if (code === null && database) stopDatabase(database);
      if (signal && !stopping)
        console.error(`✗ 服务被意外终止（${signal}）。已保存的数据不受影响，请重新运行。`);
      resolve(code ?? 1);
    });
  });
}

/**
 * Under npm nobody could stop the product any more once npm itself was killed; the operating system does not tell, so
 * the parent's number is watched.
 * @param {() => void} onGone
 */
function watchParent(onGone) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return undefined;
  return setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, watchEvery).unref();
}

/** @param {number} pid */
function stopDatabase(pid) {
  try {
    // SIGINT is Postgres' fast shutdown: sessions end, everything is written.
    process.kill(pid, 'SIGINT');
  } catch {
    // Already gone.
  }
}
