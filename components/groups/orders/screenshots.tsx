import type { Screenshot } from '@/lib/groups/orders/queries/receipts';

/** The pictures of a receipt, small; each opens as the file that was sent. */
export function Screenshots({ pictures }: { pictures: readonly Screenshot[] }) {
  if (!pictures.length) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {pictures.map(({ id, name, size }, n) => (
        <li key={id}>
          <a href={`/api/files/${id}`} download={name} className="block text-link text-xs hover:underline">
            {/* biome-ignore lint/performance/noImgElement: private, and served to those who may see it only */}
            <img
              src={`/api/files/${id}`}
              alt={`截图 ${n + 1}：${name}`}
              loading="lazy"
              className="mb-1 size-20 rounded border border-base-300 object-cover"
            />
            下载（{Math.max(1, Math.round(size / 1024))} KB）
          </a>
        </li>
      ))}
    </ul>
  );
}
