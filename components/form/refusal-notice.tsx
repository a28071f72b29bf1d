import { Notice } from '@/components/ui/notice';
import type { Refusal } from '@/lib/core/errors';

/** Why it was not done, beside the button that asked for it; `spelled` writes out what no field of the page can show. */
export function RefusalNotice({ refusal, spelled = false }: { refusal: Refusal; spelled?: boolean }) {
  return (
    <Notice tone="error" live>
      {refusal.message}
      {spelled && refusal.fields ? `：${Object.values(refusal.fields).join('；')}` : null}
      {refusal.clause ? <span className="text-xs">（制度 {refusal.clause}）</span> : null}
      {refusal.code === 'session' ? (
        <a href="/login" target="_blank" rel="noreferrer" className="ml-1 underline">
          在新窗口登录
        </a>
      ) : null}
    </Notice>
  );
}
