import { buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/date-time';
import { Notice } from '@/components/ui/notice';

type Slip = { username: string; code: string; expiresAt: Date };

/** The code is shown here and never again. */
export function SetupDone({ slip }: { slip: Slip | null }) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="success" live title="初始化完成">
        请用系统管理员的用户名和密码登录，再添加单位与人员。
      </Notice>
      {slip ? (
        <div className="rounded-md border border-base-300 p-4">
          <p className="font-medium">街道办公室管理员登录条（只显示这一次）</p>
          <p className="mt-2">用户名：{slip.username}</p>
          <p>一次性登录码：</p>
          <p className="flex flex-wrap items-center gap-2">
            <code className="whitespace-nowrap font-mono text-base">{slip.code}</code>
            <CopyButton text={slip.code} subject="一次性登录码" />
          </p>
          <p className="text-muted text-xs">
            有效期至 <DateTime at={slip.expiresAt} />
            ，只能使用一次，登录后须设置自己的密码。
          </p>
        </div>
      ) : null}
      <a href="/login" className={buttonClass('primary')}>
        去登录
      </a>
    </div>
  );
}
