import 'server-only'
import { erasureSentence, understood, whatStays, whatThereIs } from '#lib/fa/erase-texts.ts'
import { stateLabels } from '#lib/fa/labels.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { emptyForm } from '#lib/kernel/form.ts'
import { nameOf } from '#lib/services/business.ts'
import { personalData } from '#lib/services/erase-person.ts'
import { erasureMeaning } from '#lib/shipping/index.ts'
import { readRemembered } from '../booking/remembered.ts'
import type { SeatVisit } from '../seat/visit.ts'
import { proveHref } from '../seat/wanted.ts'

/** What erasing would do here. `nothing`: there is nothing of this person, or, with `proveHref`, only once they prove who they are. */
export async function eraseView(here: SeatVisit, query: { sure?: string; changed?: string }) {
  const { app, seat, base } = here
  const { drafts, shipments, seen } = await personalData(app.erase, seat)
  const isProved = seat.divarUserId !== null
  const proves = (await here.mayAct(null)) ? null : proveHref(base, 'erase', null)
  const isRemembered = (await readRemembered(app)) !== null
  if (drafts === 0 && shipments.length === 0 && !isProved && !isRemembered)
    return { kind: 'nothing' as const, proveHref: proves }
  const meant = shipments.map((typed) => ({ ...typed, meaning: erasureMeaning(typed) }))
  const underWay = meant.filter(({ meaning }) => meaning === 'cancelled' || meaning === 'goes_on')
  const [addresses, problems] = [shipments.filter(({ address }) => address).length, sum(shipments)]
  const business = nameOf(await app.business.current())
  return {
    kind: 'something' as const,
    backHref: query.sure === '1' && underWay.length > 0 ? `${base}/erase` : base,
    changed: query.changed === '1',
    things: whatThereIs({ drafts, addresses, problems, isProved, isRemembered }),
    stays: whatStays,
    isProved,
    proveHref: proves,
    shipments: underWay.map(({ shipment, side, meaning }) => ({
      code: formatTrackingCode(shipment.trackingCode),
      title: shipment.itemTitle,
      state: stateLabels[shipment.state],
      sentence: erasureSentence(meaning, shipment.state, side, business),
    })),
    /** Where the second question is asked; null where one is enough, or it is being asked. */
    sureHref: underWay.length > 0 && query.sure !== '1' ? `${base}/erase?sure=1` : null,
    understood: underWay.length > 0 ? understood(underWay.map(({ meaning }) => meaning)) : null,
    hidden: { seen },
    initial: emptyForm,
  }
}

const sum = (all: { problems: number }[]) => all.reduce((total, { problems }) => total + problems, 0)
