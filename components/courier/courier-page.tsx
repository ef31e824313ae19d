import { type DeskFrame, DeskShell } from '#components/desk/desk-shell.tsx'
import type { DeskLive } from '#components/desk/live-desk.tsx'
import { LiveShipment } from '#components/shipping/live-shipment.tsx'
import type { FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { PictureForm } from './picture-form.tsx'
import { StopCard, type StopLine } from './stop-card.tsx'
import type { StopRules } from './stop-taps.tsx'
import { TakenStops } from './taken-stops.tsx'
import { WaitingTaps } from './waiting-taps.tsx'

export type StopsView = {
  /** The courier, by the id of their account. */
  owner: string
  lead: string
  /** Read out when it becomes another one. */
  announcement: string
  today: StopLine[]
  later: StopLine[]
  ended: { code: string; shownCode: string; state: string; takesPicture: boolean; tapId: string }[]
  rules: StopRules
  /** Null: it stands still. */
  live: DeskLive | null
  /** What became of a picture that a form sent. */
  said: { text: string; isGood: boolean } | null
}

/** A courier's day: their stops in order, the next one open, and what is behind them. */
export function CourierPage({ frame, view, act }: { frame: DeskFrame; view: StopsView; act: FormAction }) {
  const { owner, lead, announcement, today, later, ended, rules, live, said } = view
  const shared = { owner, rules, act }
  return (
    <DeskShell frame={frame} title="مرسوله‌های من" lead={lead}>
      {said && <Banner tone={said.isGood ? 'success' : 'danger'} title={said.text} role="status" />}
      {live && <LiveShipment {...live} isMoving={false} announcement={announcement} />}
      <TakenStops
        owner={owner}
        open={[...today, ...later].map(({ code }) => code)}
        ended={ended.map(({ code }) => code)}
      />
      <WaitingTaps owner={owner} labels={rules.labels} />
      <ol className="space-y-4">
        {today.map((stop, number) => (
          <li key={stop.key}>
            <StopCard stop={stop} isNext={number === 0} {...shared} />
          </li>
        ))}
      </ol>
      {later.length > 0 && (
        <section className="space-y-4">
          <h2 className="text-lg font-bold">روزهای بعد</h2>
          {later.map((stop) => (
            <StopCard key={stop.key} stop={stop} isNext={false} {...shared} />
          ))}
        </section>
      )}
      {ended.length > 0 && (
        <Card title="پایان‌یافتهٔ امروز">
          <ul className="divide-y divide-line">
            {ended.map(({ code, shownCode, state, takesPicture, tapId }) => (
              <li key={code} className="py-2">
                <p>
                  <Ltr code>{shownCode}</Ltr> <span className="text-muted">{state}</span>
                </p>
                {takesPicture && (
                  <Fold title="عکس تحویل" fact={null}>
                    <PictureForm owner={owner} shipment={code} tapId={tapId} />
                  </Fold>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </DeskShell>
  )
}
