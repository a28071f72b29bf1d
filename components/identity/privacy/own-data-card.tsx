import { Card } from '@/components/ui/card';
import { OwnDataForm } from './own-data-form';

/** What is kept of me, for me. */
export function OwnDataCard() {
  return (
    <Card title="我的信息">
      <p className="mb-4 text-muted text-sm">
        导出本系统保存的与您有关的全部信息：Excel 表格一份，另附同样内容的 JSON 文件，供其他系统读取。
      </p>
      <OwnDataForm />
    </Card>
  );
}
