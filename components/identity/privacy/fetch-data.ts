import type { Result } from '@/lib/core/errors';

/** The name a download is given by its address, as far as this browser's own rules let it be one. */
function nameIn(header: string | null): string {
  const found = /filename\*=UTF-8''([^;]+)/.exec(header ?? '');
  return found?.[1] ? decodeURIComponent(found[1]) : '个人信息.zip';
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Asks for a person's data and saves it as a file; the password goes in the body, never in an address. */
export async function fetchPersonalData(input: object): Promise<Result<null>> {
  const response = await fetch('/api/personal-data', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(input),
  });
  if (!response.ok) return (await response.json()) as Result<null>;
  save(await response.blob(), nameIn(response.headers.get('content-disposition')));
  return { ok: true, value: null };
}
