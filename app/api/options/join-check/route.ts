import { idField } from '@/lib/core/id';
import { checkJoin } from '@/lib/groups/requests/queries/form';
import { currentActor } from '@/lib/request/viewer';

/** What a request for this person and group would come to; `null` when it is not the reader's to make. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const [person, group] = ['person', 'group'].map((name) => idField.safeParse(params.get(name)).data);
  const check = person && group ? await checkJoin(await currentActor(), person, group) : null;
  return Response.json({ check }, { headers: { 'Cache-Control': 'no-store' } });
}
