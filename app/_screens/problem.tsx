import type { ReactNode } from 'react'
import { DeadEnd } from '#components/shipping/dead-end.tsx'
import { ForgetTyped } from '#components/ui/forget-typed.tsx'
import { type ProblemButtonKind, type Problem as ProblemText, problems, withoutWay } from '#lib/fa/problems.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { ErrorCode } from '#lib/peyk.ts'
import { permissionHref } from '#lib/web/seat/wanted.ts'
import { seatHref } from '#lib/web/seat-path.ts'
import { frameOf } from './frame.ts'

type ProblemProps = {
  code: ErrorCode
  /** Where "try again" leads. */
  retryHref?: string
  seat?: { id: string; side: Side; itemTitle: string | null } | null
  /** The tracking code of the shipment that this was about. */
  shipment?: string | null
  /** Where a permission leads on to. */
  next?: string | null
  incident?: string | null
  /** Texts that fit better than the usual ones. */
  own?: Partial<Record<ErrorCode, ProblemText>>
}

/** A dead end: what happened, what to do, one button. Without a seat every way leads back to Divar. */
export async function Problem({
  code,
  retryHref,
  seat = null,
  shipment = null,
  next = null,
  incident = null,
  own = {},
}: ProblemProps): Promise<ReactNode> {
  const frame = await frameOf(seat)
  const said = own[code] ?? problems[code]
  const base = seat && seatHref(seat.id)
  const ways: Record<ProblemButtonKind, string | null> = {
    back_to_divar: frame.completionUrl,
    retry: retryHref ?? base,
    permission: base && permissionHref(base, { shipment, next }),
    shipment: base && (shipment ? `${base}/shipment/${shipment}` : base),
    home: base,
  }
  const href = ways[said.button.kind]
  const { title, sentence, button } = href ? said : withoutWay(said)
  const shown = { label: button.label, href: href ?? frame.completionUrl }
  return (
    <>
      {code === 'session_ended' && <ForgetTyped />}
      <DeadEnd frame={frame} title={title} sentence={sentence} button={shown} incident={incident} />
    </>
  )
}
