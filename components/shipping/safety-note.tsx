import { IconBanner } from '#components/ui/icon-banner.tsx'

export const safetyTitle = 'حواستان به کلاهبرداری باشد'

/** The frauds around deliveries, as Iran's police describe them. */
export function SafetyRules() {
  return (
    <ul className="list-disc space-y-1 ps-5">
      <li>برای اینکه پول به حسابتان بیاید، هیچ مبلغی نپردازید و روی لینکی نزنید.</li>
      <li>
        رمز پویا و کدهایی را که بانک یا دیوار پیامک می‌کند به هیچ‌کس نگویید. کد تحویل را فقط هنگام دادن یا گرفتن کالا،
        رودررو به مأمور پیک بگویید.
      </li>
      <li>عکس رسید کافی نیست؛ تا پیامک بانک خودتان نیامده، کالا را ندهید.</li>
      <li>
        اگر به کسی شک کردید، با پلیس فتا (<bdi dir="ltr">۰۹۶۳۸۰</bdi>) تماس بگیرید.
      </li>
    </ul>
  )
}

/** The same, said where the frauds would be met. */
export function SafetyNote() {
  return (
    <IconBanner tone="warning" icon="shield" title={safetyTitle}>
      <SafetyRules />
    </IconBanner>
  )
}
