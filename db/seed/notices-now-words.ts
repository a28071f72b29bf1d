import { type Words, wordsIn } from './notices-words';

/** Notices that are under way when visitors come, by the part they play. */
const parts = wordsIn(`
office 总 announcement
元旦假期值班安排
值班表附后，请带班领导和值班人员保持通讯畅通，遇有紧急情况立即报告。

heping.liu 和平 progress
三号网格问题整改进展
本周收集居民反映问题九件，已办结六件，其余三件正在协调物业企业。

head.xinhua 新华 activity
新华社区便民集市预告
便民集市定于本周末上午举行，设磨刀、理发、修鞋等摊位，请网格员通知居民。

heping.liu 和平 announcement
楼道照明维修通知
物业企业将于明后两天检修二至五号楼楼道照明，请网格员提醒老年居民上下楼注意安全。

chengguan.he 城管 progress
夜间巡查情况
昨晚巡查发现占道烧烤三处、夜间施工一处，均已劝导整改，今晚继续复查。

office2 总、防汛 announcement
防汛值班电话更新
因线路调整，防汛值班电话改为 13800138000，请各单位更新值班表并转告相关人员。

heping.zhang 和平 deployment
开展电动自行车充电排查
请各网格员本周内逐栋检查飞线充电、楼道充电情况，发现问题拍照登记并当面劝导。

chengguan.he 城管 policy 重要
户外广告设置管理要点
一、未经审批不得设置户外广告；
二、店招更换须提前备案；
三、存在安全隐患的限期拆除。

head.heping 和平、书记 deployment 重要 回执24
和平社区换届选举准备工作
请各楼栋长协助做好选民登记，核对人户分离情况，登记结果本周五前汇总。

office 总 policy 重要 回执48
居民小区物业管理办法解读
一、业主大会召开条件；
二、维修资金使用程序；
三、社区居委会的指导职责。
具体问题可在业务交流中提出。

head.shichang 总 deployment 重要
节日市场价格巡查方案
节前对商超、市场开展价格巡查，重点是米面粮油、蔬菜肉类。发现哄抬价格的依法处理。

leader 总 deployment 重要
关于改进作风的几点要求
各级负责同志要多到一线、少发通知，能现场解决的不过夜，能一次办好的不重复跑。

heping.liu 和平 results
三季度网格工作小结
本季度入户走访二百六十户，办结居民诉求四十一件，办结率百分之九十五。

chengguan.he 城管 announcement
执法记录仪集中充电要求
请各中队下班后将执法记录仪放回充电柜，确保次日可用。

office2 总 announcement
食堂供应商意见征集
请大家对食堂供应商提出意见。

office2 总 activity
职工趣味运动会报名
每单位报名不超过六人，项目有拔河、跳绳、定点投篮，报名截至本周三。

head.sheshi 总 activity
敬老月系列活动安排
活动包括义诊、文艺演出、法律咨询和金婚纪念，由各社区分别承办，具体时间另行通知。

head.changqing 书记、总 announcement
长青社区服务大厅临时搬迁
因装修，服务大厅临时搬至党群服务站一楼，业务照常办理，预计为期三周。

head.wangjiang 书记、防汛 announcement
望江社区停水通知
因主管道检修，本周四全天停水，请提前通知居民储水。

head.dongfeng 防汛、平安 deployment 回执12
东风社区低温防冻提醒
请各网格员检查楼道水表、消防栓防冻措施，提醒独居老人注意取暖用电安全。

head.office 总 announcement 回执24
年终总结材料报送提醒
请各单位于下周三前报送年终总结和明年工作打算，字数不超过两千字，经主要负责人审定后报送。

head.xinhua 新华 announcement
新华社区疫苗接种点安排
接种点设在社区卫生服务站，工作日上午开放，请网格员通知六十岁以上居民。

leader2 书记 experience
社区议事协商的几点体会
一是议题来自居民，二是过程公开，三是结果有回音。请各社区结合实际借鉴。
`);

/** The one with this title. */
export function part(title: string): Words {
  const found = parts.find((words) => words.title === title);
  if (!found) throw new Error(`no notice ${title}`);
  return found;
}
