import { colleagueChoices } from '@/lib/identity/people/queries/choices';
import { currentActor } from '@/lib/request/viewer';

/** Colleagues to whom a duty may be handed; those the actor sees anyway for everybody else. */
export async function GET(request: Request): Promise<Response> {
  const q = new URL(request.url).searchParams.get('q') ?? '';
  const options = await colleagueChoices(await currentActor(), q.replaceAll('\0', '').slice(0, 50));
  return Response.json({ options }, { headers: { 'Cache-Control': 'no-store' } });
}
