import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from './fault.ts';
import { commandLine, identify, postgresProcessesIn } from './process-table.ts';

/** What a Postgres server writes about itself into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `ready`, `stopping`, … */
  status: string;
}

const pollEvery = 25;
/** Children of a killed server notice within milliseconds; one that does not within this time hangs. */
const orphanSeconds = 10;

/** The server that says it runs on this cluster, or null. It may be dead: see `settlePostmaster`. */
export function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch {
    return null;
  }
}

/** Tells the server to end its sessions, write everything and stop; waits until it has. Already stopped is fine. */
export async function stopPostmaster(cluster: string, seconds: number): Promise<boolean> {
  const server = readPostmaster(cluster);
  if (!(server && belongsTo(server.pid, cluster))) return true;
  // SIGINT is "fast shutdown".
  process.kill(server.pid, 'SIGINT');
  return until(seconds, () => readPostmaster(cluster) === null || identify(server.pid) === null);
}

/** Whether the cluster's server is alive, ready or not. */
export function isAlive(cluster: string): boolean {
  const server = readPostmaster(cluster);
  return server !== null && belongsTo(server.pid, cluster);
}

/**
 * Settles what a `postmaster.pid` from an earlier life means. Returns the server when it is alive and ready; one that
 * starts or stops is waited for. A dead one's children may outlive it by a moment and are waited for as well. The file is
 * left for Postgres itself to judge, unless its number now belongs to a zombie or another program, which Postgres would
 * take for the server.
 */
export async function settlePostmaster(cluster: string, seconds: number): Promise<Postmaster | null> {
  await until(seconds, () => !isAlive(cluster) || readPostmaster(cluster)?.status === 'ready');
  const server = readPostmaster(cluster);
  if (!server) return null;
  if (isAlive(cluster)) return server;
  await until(orphanSeconds, () => postgresProcessesIn(cluster).length === 0);
  if (isNumberTaken(server.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return null;
}

/** Polls until the condition holds; false when the time is up. */
export async function until(seconds: number, condition: () => boolean): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  while (!condition()) {
    if (performance.now() > end) return false;
    await delay(pollEvery);
  }
  return true;
}

/** Tells the server, which we started with its folder on the command line, from a program that was given its old number. */
function belongsTo(pid: number, cluster: string): boolean {
  return commandLine(pid).includes(` -D ${cluster} `);
}

/** Whether the system still knows a process of this number, be it a zombie or somebody else's. */
function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
