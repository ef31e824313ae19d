import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { type DeskLive, LiveDesk } from './live-desk.tsx'

type Tile = { label: string; count: string; href: string; isNone: boolean; isUrgent: boolean }

type Today = {
  tiles: Tile[]
  /** Who has what; nothing where this role gives nobody a parcel. */
  couriers: { name: string; load: string; href: string; isGone: boolean }[] | undefined
  live: DeskLive
}

type DeskHomeProps = {
  frame: DeskFrame
  hasCodes: boolean
  /** That the published prices end soon, or have ended. */
  ending: string | null
  /** What the business has to write still, for those who may. */
  missing: string[]
  /** Null: this role sees no shipments. */
  today: Today | null
}

/** Where somebody lands who has signed in: what waits for them, and the way there. */
export function DeskHome({ frame, hasCodes, ending, missing, today }: DeskHomeProps) {
  return (
    <DeskShell frame={frame} title="میز کار" lead={frame.staff ? `نقش شما: ${frame.staff.role}` : undefined}>
      {!hasCodes && (
        <Banner tone="warning" title="کد بازیابی ندارید">
          اگر دستگاهتان گم شود، بدون این کدها فقط با لینک تازهٔ مدیر ارشد می‌توانید وارد شوید.{' '}
          <ButtonLink href="/desk/security" variant="link">
            ساختن کدها
          </ButtonLink>
        </Banner>
      )}
      {ending !== null && <Banner tone="warning" title={ending} />}
      {missing.length > 0 && (
        <Banner tone="warning" title="شرکت هنوز کامل نیست">
          <ul className="list-disc space-y-1 ps-5">
            {missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <ButtonLink href="/desk/business" variant="link">
            کامل کردن شرکت
          </ButtonLink>
        </Banner>
      )}
      {today ? <TodayParts {...today} /> : <Links frame={frame} />}
    </DeskShell>
  )
}

function TodayParts({ tiles, couriers, live }: Today) {
  return (
    <>
      <LiveDesk live={live} announcement={tiles.map(({ label, count }) => `${label} ${count}`).join('، ')} />
      <ul aria-label="کار امروز" className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {tiles.map((tile) => (
          <li key={tile.label}>
            <a
              href={tile.href}
              className={classNames(
                'flex h-full flex-col gap-1 rounded-card border p-4',
                tile.isUrgent ? 'border-amber-ink bg-amber-soft text-amber-ink' : 'border-line bg-surface',
              )}
            >
              <span className={classNames('text-2xl font-bold', tile.isNone && 'text-muted')}>{tile.count}</span>{' '}
              <span className="text-sm">{tile.label}</span>
            </a>
          </li>
        ))}
      </ul>
      {couriers && couriers.length > 0 && (
        <Card title="مأموران پیک">
          <ul className="divide-y divide-line">
            {couriers.map(({ href, name, load, isGone }) => (
              <li key={href}>
                <a href={href} className="flex min-h-target flex-wrap items-center justify-between gap-x-4 py-2">
                  <bdi className={classNames('min-w-0 break-words', isGone ? 'font-bold text-amber-ink' : 'underline')}>
                    {name}
                  </bdi>
                  <span className="text-sm text-muted">{load}</span>
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function Links({ frame }: { frame: DeskFrame }) {
  return frame.staff?.links
    .filter(({ href }) => href !== '/desk')
    .map(({ href, label }) => (
      <ButtonLink key={href} href={href} variant="secondary">
        {label}
      </ButtonLink>
    ))
}
