import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { mayManagePeople } from '@/lib/identity/people/policy';
import { notify } from '@/lib/inbox/notify';
import { officeAdmins } from '../../orders/queries/recipients';
import { endsService } from '../rules';

interface Leaver {
  personId: string;
  personName: string;
  unitName: string;
  reason: string;
}

/**
 * A leave ends a membership and nothing else: of whoever leaves the service roles, account and the other groups would stay. The Office,
 * which alone enters a departure, is told of him once a day, unless it is the Office that has filed the leave.
 */
export async function tellOfDeparture(tx: Tx, actor: Actor, leavers: readonly Leaver[]): Promise<void> {
  const going = new Map(
    leavers.filter(({ reason }) => endsService(reason)).map((leaver) => [leaver.personId, leaver]),
  );
  if (!going.size || mayManagePeople(actor).allowed) return;
  const office = await officeAdmins(tx);
  const day = officeDay(now());
  await notify(
    tx,
    [...going.values()].flatMap(({ personId, personName, unitName, reason }) =>
      office.map((to) => ({
        personId: to,
        kind: 'membership' as const,
        title: `${personName}因「${reason}」退群，请核实并办理离任`,
        detail: `${unitName}，${actor.name}提交。退群不影响其账号、角色和其余的群，办理离任后一并结束`,
        href: `/admin/people/${personId}`,
        dedupeKey: `leave.service:${personId}:${day}`,
      })),
    ),
  );
}
