'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ClientIcon } from '#components/ui/client-icon.tsx'
import { watchFetch } from '#components/ui/watched-fetch.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { tapsOf } from './taps.ts'
import { useTaps } from './use-taps.ts'

const sendMs = 60_000

type WaitingTapsProps = { owner: string; labels: Readonly<Record<string, string>> }

/** How many taps wait and why, and those that were not taken, with what was typed. It draws the page again once they are answered. */
export function WaitingTaps({ owner, labels }: WaitingTapsProps) {
  const router = useRouter()
  const { taps, why, isKept, answered } = useTaps(owner)
  const waiting = taps.filter(({ refused }) => refused === null)
  const refused = taps.filter((tap) => tap.refused !== null)

  useEffect(() => {
    watchFetch()
    const { sendNow } = tapsOf(owner)
    const look = () => {
      if (document.visibilityState === 'visible') sendNow()
    }
    sendNow()
    addEventListener('online', look)
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, sendMs)
    return () => {
      removeEventListener('online', look)
      document.removeEventListener('visibilitychange', look)
      clearInterval(timer)
    }
  }, [owner])
  useEffect(() => {
    if (answered > 0) router.refresh()
  }, [answered, router])

  return (
    <>
      <div role="status" className="empty:absolute">
        {waiting.length > 0 && (
          <div className="space-y-2 rounded-card bg-amber-soft p-4 text-amber-ink">
            <p className="font-bold">{toPersianDigits(waiting.length)} کار منتظر فرستادن است</p>
            <p className="text-sm">
              {why === 'session'
                ? 'نشست شما بسته شده است. وارد شوید تا فرستاده شوند؛ تا آن وقت روی همین گوشی می‌مانند.'
                : isKept
                  ? 'روی همین گوشی می‌مانند و با وصل شدن شبکه خودشان و به ترتیب فرستاده می‌شوند.'
                  : 'این مرورگر چیزی نگه نمی‌دارد: تا فرستاده نشده‌اند این صفحه را نبندید.'}
            </p>
            {why === 'session' && <ButtonLink href="/desk/sign-in?next=%2Fcourier">ورود</ButtonLink>}
          </div>
        )}
      </div>
      {refused.map(({ seq, shipment, deed, code, refused: sentence }) => (
        <div
          key={seq}
          role="alert"
          className="flex flex-wrap gap-3 rounded-card border-2 border-danger bg-danger-soft p-4 text-danger-ink"
        >
          <ClientIcon name="alert" className="mt-0.5 h-6 w-6" />
          <div className="min-w-0 flex-1 basis-40 space-y-2">
            <p className="font-bold">
              {labels[deed]}، <bdi dir="ltr">{formatTrackingCode(shipment)}</bdi>
            </p>
            <p>{sentence}</p>
            {code !== '' && <p className="text-sm">کدی که نوشتید: {toPersianDigits(code)}</p>}
            <Button variant="quiet" onClick={() => void tapsOf(owner).drop(seq)}>
              کنار بگذار
            </Button>
          </div>
        </div>
      ))}
    </>
  )
}
