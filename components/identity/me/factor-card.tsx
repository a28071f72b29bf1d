import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

/** Whether signing in asks for more than the password, and the way to change that. */
export function FactorCard({ enrolled }: { enrolled: boolean }) {
  return (
    <Card
      title="动态口令"
      hint="登录时除密码外，再输入手机上的 6 位数字"
      aside={<Badge tone={enrolled ? 'success' : 'neutral'}>{enrolled ? '已启用' : '未启用'}</Badge>}
    >
      <ButtonLink href="/me/second-factor">{enrolled ? '管理动态口令与恢复码' : '启用动态口令'}</ButtonLink>
    </Card>
  );
}
