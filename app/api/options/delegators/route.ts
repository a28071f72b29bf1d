import { delegatorChoices } from '@/lib/identity/delegations/queries';
import { currentActor } from '@/lib/request/viewer';

/** Heads and leaders in post, for the Office that enters their signed delegation. */
export async function GET(request: Request): Promise<Response> {
  const q = new URL(request.url).searchParams.get('q') ?? '';
  const options = await delegatorChoices(await currentActor(), q.replaceAll('\0', '').slice(0, 50));
  return Response.json({ options }, { headers: { 'Cache-Control': 'no-store' } });
}
