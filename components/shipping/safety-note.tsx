import { Notice } from '#components/ui/notice.tsx'

/** The frauds around deliveries, as Iran's police describe them, said where they would be met. */
export function SafetyNote() {
  return (
    <Notice tone="warning" icon="shield" title="حواستان به کلاهبرداری باشد">
      <ul className="list-disc space-y-1 ps-5">
        <li>برای گرفتن پول، هیچ مبلغی نپردازید.</li>
        <li>رمز پویا و کدهای یک‌بارمصرف را به هیچ‌کس نگویید.</li>
        <li>رسیدِ عکس‌گرفته کافی نیست؛ منتظر پیامک بانک خودتان بمانید.</li>
        <li>
          اگر به کسی شک کردید، با پلیس فتا (<bdi dir="ltr">۰۹۶۳۸۰</bdi>) تماس بگیرید.
        </li>
      </ul>
    </Notice>
  )
}
