import { sql } from 'drizzle-orm';
import { db } from '@/db/client';

/** What a client was told of something it sent. */
interface Told {
  deed: 'submit' | 'approve' | 'reject' | 'withdraw' | 'complete' | 'fail' | 'reissue';
  /** The form of a submission, else the request or order. */
  target: string;
  by: string;
  /** Of a submission and an order issued anew: what was made. */
  made?: { id: string; number: string };
}

interface Held {
  id: string;
  number: string;
  status: string;
  form: string | null;
  by: string | null;
}

/** What clients were told, to be held against the database after every crash. */
export class Ledger {
  private readonly done: Told[] = [];
  private readonly refusedForms: string[] = [];
  /** How often somebody sent a form again because he did not know what had become of it. */
  retries = 0;

  get acknowledged(): number {
    return this.done.length;
  }

  /** `120 submit, 80 approve, …` */
  summary(): string {
    const deeds = new Map<string, number>();
    for (const { deed } of this.done) deeds.set(deed, (deeds.get(deed) ?? 0) + 1);
    return [...deeds].map(([deed, times]) => `${times} ${deed}`).join(', ');
  }

  enter(told: Told): void {
    this.done.push(told);
  }

  refuse(form: string): void {
    this.refusedForms.push(form);
  }

  /** Everything acknowledged that is not there, or not as it was told; everything refused that is there all the same. */
  async disagreements(): Promise<string[]> {
    const requests = await db().execute<Held & Record<string, unknown>>(sql`
      select id, number, status, batch_id as form, decided_by as by from membership_requests`);
    const orders = await db().execute<Held & Record<string, unknown>>(sql`
      select id, number, status, null as form, handled_by as by from work_orders`);
    const byId = new Map([...requests, ...orders].map((row) => [row.id, row]));
    const byForm = new Map(requests.map((row) => [row.form, row]));
    const lost = this.done.filter((told) => !holds(told, byId, byForm));
    return [
      ...lost.map(
        ({ deed, target, made }) => `acknowledged and not there: ${deed} ${made?.number ?? target}`,
      ),
      ...this.refusedForms
        .filter((form) => byForm.has(form))
        .map((form) => `refused and there: form ${form}`),
    ];
  }
}

function holds(
  told: Told,
  byId: ReadonlyMap<string, Held>,
  byForm: ReadonlyMap<string | null, Held>,
): boolean {
  const { deed, target, by, made } = told;
  const row = byId.get(target);
  switch (deed) {
    case 'submit': {
      const request = byForm.get(target);
      return request?.id === made?.id && request?.number === made?.number;
    }
    case 'approve':
      return row?.by === by && ['approved', 'done', 'withdrawn'].includes(row.status);
    case 'reject':
      return row?.by === by && row.status === 'rejected';
    case 'withdraw':
      return row?.status === 'withdrawn';
    case 'complete':
      return row?.by === by && row.status === 'done';
    case 'fail':
      return row?.by === by && row.status === 'failed';
    case 'reissue':
      return byId.get(made?.id ?? '')?.number === made?.number;
  }
}
