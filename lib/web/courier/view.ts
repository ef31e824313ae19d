import 'server-only'
import { deedsAt, ownStops, type Stop, steps } from '#lib/courier/index.ts'
import { failureReasonLabels } from '#lib/fa/carrier-reasons.ts'
import { stateLabels } from '#lib/fa/labels.ts'
import { windowText } from '#lib/fa/promise-texts.ts'
import {
  deedLabels,
  moneyText,
  pictureTexts,
  stopCountText,
  stopDueText,
  stopsNowText,
  stopTitle,
} from '#lib/fa/stop-texts.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Services } from '#lib/services.ts'
import type { Contact } from '#lib/shipping/index.ts'
import type { StaffHere } from '../desk/session.ts'
import { parcelRow, placeText } from '../views/display.ts'
import { stopsVersion } from './live.ts'

/** All that a courier's page shows; `picture`: what became of one that a form sent. */
export async function stopsView({ app, staff }: StaffHere, picture: string | undefined) {
  const found = await ownStops(app.courier, staff)
  const [stops, ended] = found.kind === 'stops' ? [found.stops, found.ended] : [[], []]
  const lines = await Promise.all(
    stops.map(async (stop) => ({ ...(await lineOf(stop, app)), isLater: stop.due.isLater })),
  )
  const left = lines.filter(({ isLater }) => !isLater).length
  const said = Object.entries(pictureTexts).find(([word]) => word === picture)
  return {
    owner: staff.staffId,
    lead: stopCountText(left),
    announcement: stopsNowText(left),
    today: lines.filter(({ isLater }) => !isLater),
    later: lines.filter(({ isLater }) => isLater),
    ended: ended.map(({ trackingCode, state }) => ({
      code: trackingCode,
      shownCode: formatTrackingCode(trackingCode),
      state: stateLabels[state],
      takesPicture: state === 'delivered',
      tapId: newId(),
    })),
    rules: {
      deedsAt,
      after: Object.fromEntries(Object.entries(steps).map(([deed, { to }]) => [deed, to])),
      labels: deedLabels,
      reasons: Object.entries(failureReasonLabels).map(([value, label]) => ({ value, label })),
    },
    live:
      found.kind === 'stops'
        ? {
            stateUrl: '/courier/state',
            eventsUrl: '/courier/events',
            version: stopsVersion(found.facts),
            asOf: app.clock().getTime(),
          }
        : null,
    said: said ? { text: said[1], isGood: ['taken', 'repeated'].includes(said[0]) } : null,
  }
}

async function lineOf(stop: Stop, { places, clock }: Pick<Services, 'places' | 'clock'>) {
  const { trackingCode, end, state, due, window, itemTitle, parcel, tomans } = stop
  const now = clock()
  const place = await placeText(places, stop.place)
  return {
    key: `${trackingCode}-${end}`,
    code: trackingCode,
    shownCode: formatTrackingCode(trackingCode),
    end,
    state,
    title: stopTitle(end, state),
    place,
    due: due.at && stopDueText(due.at, end, now),
    isLate: due.at !== null && due.at < now,
    money: tomans === null ? null : moneyText(tomans, end),
    facts: [
      ...(itemTitle ? [{ label: 'کالا', value: itemTitle }] : []),
      parcelRow(parcel),
      ...(window ? [{ label: 'بازهٔ گرفتن', value: windowText(window, now) }] : []),
    ],
    contact: stop.contact && contactOf(stop.contact, place),
    // A form that is sent twice counts once.
    tapId: newId(),
  }
}

function contactOf({ name, mobile, line, postalCode }: Contact, place: string | null) {
  const address = [place, line, postalCode && `کد پستی ${toPersianDigits(postalCode)}`].filter(Boolean).join('، ')
  return {
    name,
    mobile: toPersianDigits(mobile),
    callHref: `tel:${mobile}`,
    address,
    // Asks the phone for a map that its owner has; nothing is sent before that tap.
    mapHref: `geo:0,0?q=${encodeURIComponent([place, line].filter(Boolean).join('، '))}`,
  }
}
