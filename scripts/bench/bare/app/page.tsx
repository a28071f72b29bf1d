import { cookies } from 'next/headers';
import postgres from 'postgres';

interface Row {
  id: string;
  number: string;
  nickname: string;
  reason: string;
  due: string;
}

const sql = postgres(process.env.DATABASE_URL ?? '', { max: 20, fetch_types: false, idle_timeout: 60 });

/** What the product's pages are held against: the least that a page of this stack does to show rows to somebody signed in. */
export default async function BarePage() {
  const session = (await cookies()).get('qunxu-session')?.value;
  const rows = await sql<Row[]>`
    select id, number, nickname, reason, due_at::text as due from membership_requests
    where status = 'submitted' order by due_at, id limit 25`;
  return (
    <main>
      <h1>{session ? '申请' : '未登录'}</h1>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.number}</td>
              <td>{row.nickname}</td>
              <td>{row.reason}</td>
              <td>{row.due}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
