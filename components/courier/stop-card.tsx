import type { FormAction } from '#components/ui/action-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import type { End } from '#lib/shipping/index.ts'
import { type StopRules, StopTaps } from './stop-taps.tsx'

export type StopLine = {
  key: string
  code: string
  shownCode: string
  end: End
  state: string
  title: string
  place: string | null
  due: string | null
  isLate: boolean
  /** What is to be taken there; null: nothing. */
  money: string | null
  facts: Row[]
  /** Null: its owner had it erased, or no key opens it. */
  contact: { name: string; mobile: string; callHref: string; address: string; mapHref: string } | null
  tapId: string
}

type StopCardProps = { stop: StopLine; isNext: boolean; owner: string; rules: StopRules; act: FormAction }

/** One stop: where and when, who waits there, and what can be said of it. Targets are for a thumb in a glove. */
export function StopCard({ stop, isNext, owner, rules, act }: StopCardProps) {
  const { key, code, shownCode, end, state, title, place, due, isLate, money, facts, contact, tapId } = stop
  return (
    <Card className={isNext ? 'border-2' : undefined}>
      <h2 className="text-lg font-bold">{title}</h2>
      <p>
        <bdi>{place}</bdi>
      </p>
      <p className="flex flex-wrap items-center gap-2">
        <Ltr code>{shownCode}</Ltr>
        {due && <Badge tone={isLate ? 'danger' : 'info'}>{due}</Badge>}
      </p>
      <Fold title="نشانی و تلفن" fact={null} isOpen={isNext}>
        <Contact contact={contact} />
        <DefinitionList rows={facts} />
      </Fold>
      {money && <p className="font-bold">{money}</p>}
      <StopTaps
        owner={owner}
        stop={key}
        shipment={code}
        end={end}
        state={state}
        tapId={tapId}
        rules={rules}
        act={act}
      />
    </Card>
  )
}

function Contact({ contact }: Pick<StopLine, 'contact'>) {
  if (!contact)
    return <p className="text-muted">نشانی‌ای نیست: یا صاحبش آن را پاک کرده است، یا باز نمی‌شود. با شرکت تماس بگیرید.</p>
  const { name, mobile, callHref, address, mapHref } = contact
  const action = classNames(buttonClass('secondary'), 'min-w-0 flex-1 basis-32 flex-wrap')
  return (
    <>
      <p className="break-words font-bold">
        <bdi>{name}</bdi>
      </p>
      <p className="break-words">
        <bdi>{address}</bdi>
      </p>
      <div className="flex flex-wrap gap-3">
        <a href={callHref} className={action}>
          تماس <Ltr>{mobile}</Ltr>
        </a>
        <a href={mapHref} className={action}>
          مسیریابی
        </a>
        <CopyButton text={address} label="کپی نشانی" />
      </div>
    </>
  )
}
