import { peopleToPropose } from '@/lib/groups/requests/queries/form';
import { currentActor } from '@/lib/request/viewer';

/** People the reader may ask for; nobody for whoever may not ask for anybody. */
export async function GET(request: Request): Promise<Response> {
  const q = new URL(request.url).searchParams.get('q') ?? '';
  const options = await peopleToPropose(await currentActor(), q.replaceAll('\0', '').slice(0, 50));
  return Response.json({ options }, { headers: { 'Cache-Control': 'no-store' } });
}
