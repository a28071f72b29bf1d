import { administratorChoices } from '@/lib/groups/queries/choices';
import { currentActor } from '@/lib/request/viewer';

/** People whom the Office may name administrator of a group; nobody for everybody else. */
export async function GET(request: Request): Promise<Response> {
  const q = new URL(request.url).searchParams.get('q') ?? '';
  const options = await administratorChoices(await currentActor(), q.replaceAll('\0', '').slice(0, 50));
  return Response.json({ options }, { headers: { 'Cache-Control': 'no-store' } });
}
