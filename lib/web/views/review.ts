import 'server-only'
import { redirect } from 'next/navigation'
import { worthTitle } from '#lib/fa/value-texts.ts'
import { endsOf, prepareProposal } from '#lib/shipping/index.ts'
import { readRemembered } from '../booking/remembered.ts'
import type { DraftVisit } from '../seat/visit.ts'
import { partHref } from '../seat/wanted.ts'
import { worthOf } from './business.ts'
import { contactRows, endRows, filledForm, parcelRows, priceSummary, wayRows } from './display.ts'
import { postLine } from './post.ts'

const rememberedNote = 'این نشانی را همین مرورگر به یاد دارد. با «ویرایش» می‌توانید عوضش کنید یا بگویید فراموشش کند.'

/**
 * All that was chosen, each part with the way to change it, and, where Divar's permission is still to come, why it is asked.
 * A draft that lacks something goes back to that step.
 */
export async function reviewView(here: DraftVisit) {
  const { app, actor, seat, base, hasGrant, mayAct } = here
  const prepared = await prepareProposal(app.shipping, actor)
  if (!prepared.ok) redirect(partHref(base, prepared.part))
  const { draft, contact, shipment, fingerprint } = prepared.proposal
  const { parcel, service, payer, quote } = shipment
  const ends = endsOf(seat.side, draft.choices)
  const remembered = await readRemembered(app)
  const { postPriceToman } = draft.choices
  const worth = await worthOf(app, { declaredValueToman: shipment.declaredValueToman, postPriceToman })
  const isGranted = await hasGrant()
  const shown = { trackingCode: draft.trackingCode, fingerprint }
  return {
    post: await postLine(here),
    sections: [
      {
        title: 'کالا و روش ارسال',
        rows: [...parcelRows(parcel), ...wayRows({ service, payer, quote }), ...(await endRows(app.places, ends))],
        editHref: base,
        note: null,
      },
      {
        title: worthTitle,
        rows: [worth.value, worth.liability],
        editHref: `${base}/value`,
        note: worth.above,
      },
      {
        title: 'نشانی شما',
        rows: await contactRows(app.places, contact, draft.choices.ownPlace),
        editHref: `${base}/address`,
        note: remembered?.line === contact.line ? rememberedNote : null,
      },
    ],
    price: priceSummary(quote),
    continueHref: isGranted ? `${base}/preview` : `${base}/consent`,
    isGranted,
    shown: !isGranted && (await mayAct(null)) ? shown : null,
    initial: filledForm({}),
  }
}
