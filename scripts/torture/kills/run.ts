import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { closeDatabase, db, renewDatabase } from '@/db/client';
import { clusterFolder, runningEmbedded } from '@/db/embedded';
import { stopPostmaster } from '@/db/embedded/postmaster';
import { identify } from '@/db/embedded/process-table';
import { brokenInvariants } from '@/db/testing/invariants';
import { count } from '@/db/testing/rounds';
import { freePort, type Product } from '../../testing/product';
import { Crowd } from './crowd';
import { Gate } from './gate';
import { Ledger } from './ledger';
import { type Kind, kinds, startOn, strike } from './strike';

export interface KillReport {
  kills: number;
  acknowledged: number;
  /** The acknowledged writes by kind. */
  deeds: string;
  /** Acts sent again, because nobody had said what became of them. */
  retries: number;
  violations: string[];
}

const longestQuiet = 60_000;
const longestAim = 1_200;

/** Kills a busy product that often, in one way after the other, and holds what clients were told against what is there. */
export async function runKills(
  kills: number,
  say: (line: string) => void = () => undefined,
): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'qunxu-torture-'));
  // As root the database runs as another user, who must get through.
  chmodSync(folder, 0o711);
  const siege = new Siege(folder, say);
  try {
    return await siege.lay(kills);
  } catch (cause) {
    throw new Error(`the siege broke off; the end of the database's log:\n${logOf(folder)}`, { cause });
  } finally {
    await siege.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const logOf = (folder: string) => readFileSync(join(folder, 'postgres.log'), 'utf8').slice(-3_000);

class Siege {
  private readonly folder: string;
  private readonly say: (line: string) => void;
  private readonly gate = new Gate();
  private readonly ledger = new Ledger();
  private readonly violations: string[] = [];
  private product: Product | undefined;

  constructor(folder: string, say: (line: string) => void) {
    this.folder = folder;
    this.say = say;
  }

  async lay(kills: number): Promise<KillReport> {
    this.product = await startOn(this.folder, await freePort());
    this.findDatabase();
    const crowd = await Crowd.gather(this.product.url, this.gate, this.ledger);
    const work = crowd.work();
    this.gate.open();
    for (let done = 0; done < kills; done += 1)
      await this.blow(kinds[done % kinds.length] ?? 'server', crowd, done);
    this.gate.giveUp();
    await work;
    this.violations.push(...(await this.differences()));
    this.violations.push(...crowd.stuck.map((act) => `never answered: ${act}`));
    const { acknowledged, retries } = this.ledger;
    return { kills, acknowledged, deeds: this.ledger.summary(), retries, violations: this.violations };
  }

  private async blow(kind: Kind, crowd: Crowd, n: number): Promise<void> {
    if (!this.product) throw new Error('not started');
    await this.busy();
    await delay(Math.random() * longestAim);
    const start = performance.now();
    const told = this.ledger.acknowledged;
    this.gate.close();
    this.product = await strike(kind, this.product, this.folder);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    this.findDatabase();
    await this.gate.gathered(crowd.size);
    const found = await this.differences();
    this.violations.push(...found.map((what) => `after kill ${n + 1} (${kind}): ${what}`));
    count('kills', 1);
    this.say(
      `  ${n + 1}. ${kind}: back after ${seconds} s, ${told} acknowledged, ${found.length} violations`,
    );
    this.gate.open();
  }

  private async differences(): Promise<string[]> {
    return [...(await brokenInvariants(db())), ...(await this.ledger.disagreements())];
  }

  /** A new life may have another port, and connections to the old one are not used again. */
  private findDatabase(): void {
    renewDatabase();
    process.env.DATABASE_URL = runningEmbedded(this.folder) ?? '';
    process.env.QUNXU_SECRET ??= 'read by nothing here, and still asked for';
  }

  /** Waits until something has been acknowledged since the last blow, so that none falls on an idle product. */
  private async busy(): Promise<void> {
    const before = this.ledger.acknowledged;
    const end = performance.now() + longestQuiet;
    while (this.ledger.acknowledged === before && performance.now() < end) await delay(10);
    if (this.ledger.acknowledged === before) this.violations.push('nothing was acknowledged for a minute');
  }

  async end(): Promise<void> {
    await closeDatabase();
    if (this.product && identify(this.product.pid)) {
      this.product.send('SIGTERM');
      await this.product.exited;
    }
    await stopPostmaster(clusterFolder(this.folder), 30);
  }
}
