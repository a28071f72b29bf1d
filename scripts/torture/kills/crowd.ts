import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { roleAssignments } from '@/db/schema/identity';
import { giveAccount, testPassword } from '@/db/testing/account';
import { actorOf, makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { addressOf, Browser } from './browser';
import {
  actionsSent,
  complete,
  type Deed,
  decide,
  decideMany,
  fail,
  reissue,
  type Send,
  submit,
  withdraw,
} from './deeds';
import type { Gate } from './gate';
import type { Ledger } from './ledger';

const residentsPerUnit = 4_000;
const mostAttempts = 6;
const idleMs = 40;

/** People enough that a long run never runs out of somebody to ask for. */
async function settle(unit: { id: string }): Promise<void> {
  await db().execute(sql`
    insert into people (id, name, pinyin, initials, unit_id, created_at)
    select gen_random_uuid(), '居民', 'jumin', 'jm', ${unit.id}, ${now().toISOString()} from generate_series(1, ${residentsPerUnit})`);
}

async function administrator(street: TestStreet): Promise<Actor> {
  const group = await makeGroup('新华社区工作群', 'dingtalk', street.units.xinhua);
  const person = await makePerson('何静', street.units.xinhua);
  await db().insert(roleAssignments).values({
    id: newId(),
    personId: person.id,
    role: 'group_admin',
    groupId: group.id,
    startsAt: now(),
  });
  return actorOf(person, street.units.xinhua);
}

interface Client {
  who: Actor;
  username: string;
  does: readonly Deed[];
}

/** A street in the product's own database, with accounts for those who act on it. */
async function found(): Promise<Client[]> {
  const street = await makeStreet();
  await settle(street.units.heping);
  await settle(street.units.xinhua);
  const heads = [submit, submit, submit, withdraw];
  const handlers = [complete, complete, complete, fail];
  const clients = [
    { who: street.headHeping, username: 'head.heping', does: heads },
    { who: street.headXinhua, username: 'head.xinhua', does: heads },
    { who: street.office, username: 'office.zhou', does: [decide, decideMany, reissue] },
    { who: street.office2, username: 'office.wu', does: [decide, decide, reissue] },
    { who: street.groupAdmin, username: 'admin.zhang', does: handlers },
    { who: await administrator(street), username: 'admin.he', does: handlers },
  ];
  for (const { who, username } of clients) await giveAccount(who, username);
  return clients;
}

/** People who keep a product busy, each with two browsers, so that one often meets himself. */
export class Crowd {
  readonly size: number;
  private readonly gate: Gate;
  private readonly ledger: Ledger;
  private readonly clients: { who: Actor; does: readonly Deed[]; browser: Browser }[];
  /** Acts that could not be done however often they were sent. */
  readonly stuck: string[] = [];

  private constructor(gate: Gate, ledger: Ledger, clients: Crowd['clients']) {
    this.gate = gate;
    this.ledger = ledger;
    this.clients = clients;
    this.size = clients.length;
  }

  /** Founds the street and signs everybody in, at the product's own door. */
  static async gather(url: string, gate: Gate, ledger: Ledger): Promise<Crowd> {
    // A client whose act the build does not know would stand idle without a word.
    for (const name of actionsSent) addressOf(name);
    const clients = await found();
    const browsers = [...clients, ...clients].map(async ({ who, username, does }) => {
      const browser = new Browser(url);
      await browser.signIn(username, testPassword);
      return { who, does, browser };
    });
    return new Crowd(gate, ledger, await Promise.all(browsers));
  }

  /** Sets everybody to work until the gate gives up. */
  async work(): Promise<void> {
    await Promise.all(this.clients.map((client) => this.workOf(client)));
  }

  private async workOf({ who, does, browser }: Crowd['clients'][number]): Promise<void> {
    const me = { id: who.personId ?? '', ledger: this.ledger, send: this.sender(browser) };
    for (let turn = 0; await this.gate.pass(); turn += 1) {
      // The database may be away just when it is asked what there is to do.
      const acted = await does[turn % does.length]?.(me).catch(() => false);
      if (!acted) await delay(idleMs);
    }
  }

  /** Sends again, when the product is back, what nobody said had been done. */
  private sender(browser: Browser): Send {
    return async (action, input) => {
      for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
        const result = await browser.act(action, input);
        if (result) return result;
        this.ledger.retries += 1;
        await delay(idleMs);
        if (!(await this.gate.pass())) throw new Error('the day is over');
      }
      this.stuck.push(`${action} ${JSON.stringify(input)}`);
      throw new Error(`${action} got no answer`);
    };
  }
}
