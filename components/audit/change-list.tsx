import type { FieldChange } from '@/lib/audit/rules';

/** Before and after, field by field, side by side. */
export function ChangeList({ changes }: { changes: readonly FieldChange[] }) {
  if (changes.length === 0) return <p className="text-muted">此项操作没有改动内容。</p>;
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">改动前后对照</caption>
      <thead>
        <tr className="border-base-300 border-b text-muted text-xs">
          <th scope="col" className="w-1/4 py-2 pr-3 font-medium">
            内容
          </th>
          <th scope="col" className="py-2 pr-3 font-medium">
            改动前
          </th>
          <th scope="col" className="py-2 font-medium">
            改动后
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, label, before, after }) => (
          <tr key={field} className="border-base-300 border-b align-top last:border-b-0">
            <th scope="row" className="break-words py-2 pr-3 font-normal text-muted">
              {label}
            </th>
            <td className="break-words py-2 pr-3">{before ?? <span className="text-muted">无</span>}</td>
            <td className="break-words py-2 font-medium">
              {after ?? <span className="font-normal text-muted">无</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
