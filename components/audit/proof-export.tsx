import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

const box = 'input h-8 w-40 border-base-300 text-sm max-md:h-10 max-md:w-full';

/** Asks for a period and takes it out of the house with its proof; works without JavaScript. */
export function ProofExport({ today }: { today: string }) {
  const monthBegins = `${today.slice(0, 8)}01`;
  return (
    <Card title="导出审计日志及证明" hint="供上级或第三方核对，不需要本系统">
      <form action="/api/audit/proof" className="flex flex-wrap items-center gap-2 text-sm">
        <label className="flex items-center gap-2 whitespace-nowrap max-md:w-full">
          起始日期
          <input type="date" name="from" required defaultValue={monthBegins} max={today} className={box} />
        </label>
        <label className="flex items-center gap-2 whitespace-nowrap max-md:w-full">
          截止日期
          <input type="date" name="to" required defaultValue={today} max={today} className={box} />
        </label>
        <button type="submit" className={buttonClass('plain', 'small')}>
          导出压缩包
        </button>
      </form>
      <p className="mt-3 text-muted text-xs">
        压缩包内有记录、封存段、核对程序和说明，收到的人自行运行即可核对是否齐全、有无改动。导出本身记入审计日志。
      </p>
    </Card>
  );
}
