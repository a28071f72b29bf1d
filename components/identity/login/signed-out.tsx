import { Notice } from '@/components/ui/notice';
import type { SessionEnd, SessionLimits } from '@/lib/identity/sessions/rules';

const words: Record<SessionEnd, (limits: SessionLimits) => string> = {
  idle: ({ idleMinutes }) => `超过 ${idleMinutes} 分钟没有操作，系统已自动退出`,
  long: ({ hours }) => `登录已满 ${hours} 小时，系统已自动退出`,
  ended: () => '本次登录已被结束',
};

interface SignedOutProps {
  end: { how: SessionEnd } & SessionLimits;
  /** Whether signing in leads back to the page one was at. */
  back: boolean;
}

/** Why one has to sign in again without having signed out. */
export function SignedOut({ end, back }: SignedOutProps) {
  return (
    <Notice tone="warning" title={words[end.how](end)}>
      {back ? '重新登录后回到刚才的页面。' : '请重新登录。'}
      {end.how === 'ended'
        ? '可能是在其他地方结束了登录、修改了密码，或账号已停用；如有疑问请联系系统管理员。'
        : '已自动保存的内容都在。'}
    </Notice>
  );
}
