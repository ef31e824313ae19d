import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'

import { BusinessCard, type BusinessCardProps } from './business-card.tsx'

export type PrivacyRow = { item: string; what: string; why: string; howLong: string }

export type PrivacyPageProps = {
  frame: Frame
  /** Who gets addresses. */
  business: BusinessCardProps | null
  rows: PrivacyRow[]
  back: { label: string; href: string } | null
  /** Where one has one's own data erased; null where nobody's seat is known. */
  eraseHref: string | null
}

const promises = [
  'نشانی، شماره و نام شما رمزنگاری‌شده نگه داشته می‌شود.',
  'طرف مقابل فقط شهر و محله را می‌بیند.',
  'متن چت شما را نمی‌خوانیم و نگه نمی‌داریم.',
  'اگر در دیوار اجازه را لغو کنید، اطلاعات شما فوراً پاک می‌شود.',
  'چیزی که پاک شود دیگر هیچ‌جا نشان داده نمی‌شود؛ ردّ آن در فایل‌های پایگاه داده تا پاک‌سازی بعدی و در نسخه‌های پشتیبان تا پایان نگهداری‌شان می‌ماند و نام و نشانی در آن‌ها هم رمزشده است.',
  'آنچه در فرمی نوشته‌اید و هنوز نفرستاده‌اید، فقط در همین برگهٔ مرورگر خودتان می‌ماند تا با تازه شدن صفحه از دست نرود؛ پس از ۱۵ دقیقه دیگر نشان داده نمی‌شود.',
]

/** A list rather than a table: four columns do not fit a phone. */
export function PrivacyPage({ frame, business, rows, back, eraseHref }: PrivacyPageProps) {
  return (
    <PageShell frame={frame} title="چه چیزی را، چرا و تا کی نگه می‌داریم">
      <Notice icon="lock" title="کوتاه بگوییم">
        <ul className="list-disc space-y-1 ps-5">
          {promises.map((promise) => (
            <li key={promise}>{promise}</li>
          ))}
        </ul>
      </Notice>
      {business && <BusinessCard {...business} />}
      {rows.map((row) => (
        <Card key={row.item} title={row.item}>
          <DefinitionList
            layout="stacked"
            rows={[
              { label: 'چه چیزی', value: row.what },
              { label: 'چرا', value: row.why },
              { label: 'تا کی', value: row.howLong },
            ]}
          />
        </Card>
      ))}
      <Card title="پاک کردن اطلاعات من">
        {eraseHref ? (
          <ButtonLink href={eraseHref} variant="secondary">
            پاک کردن اطلاعات من
          </ButtonLink>
        ) : (
          <p>پیک را از چت باز کنید و پایین صفحه «حریم خصوصی» را بزنید؛ همان‌جا می‌توانید اطلاعات خود را پاک کنید.</p>
        )}
      </Card>
      <StickyAction>
        <ButtonLink href={back?.href ?? frame.completionUrl}>{back?.label ?? 'بازگشت به دیوار'}</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
