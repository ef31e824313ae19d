import 'server-only'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { faultSentences } from '#lib/fa/faults.ts'
import type { FormState } from '#lib/kernel/form.ts'
import {
  availableServices,
  type Draft,
  type DraftChoices,
  dropDraft,
  endsOf,
  nextStep,
  parseAddress,
  parseChoice,
  parseParcel,
  saveDraft,
} from '#lib/shipping/index.ts'
import type { ActionHere, ShipmentActionHere } from '../action.ts'
import { shipmentHref } from '../visit.ts'
import { proveHref } from '../wanted.ts'

// What each form of the booking does once the way in is passed: parse, save, on to the next step.

export async function parcelStep(here: ActionHere): Promise<FormState> {
  const parsed = parseParcel(here.fields)
  if (!parsed.ok) return here.again(faultSentences(parsed.faults))
  return await goOn(here, await saveChoices(here, { parcel: parsed.value }))
}

/** `page` is where the form stands. */
async function keepAddress(here: ActionHere, page: string): Promise<{ draft: Draft } | { form: FormState }> {
  const { app, fields } = here
  const cities = await app.places.cities()
  const city = cities.find((one) => one.slug === fields.city)?.slug ?? null
  const districts = city === null ? [] : await app.places.districts(city)
  const parsed = parseAddress(fields, { cities, districts })
  const asked = parsed.ok ? parsed.warnings : parsed.faults
  if (!parsed.ok || Object.keys(asked).length > 0) {
    // Without scripts the list of districts comes with the page, so the page must know the city.
    await saveChoices(here, { cityInMind: city })
    revalidatePath(page)
    return { form: here.again(faultSentences(asked)) }
  }
  const { place, ...contact } = parsed.value
  const choices = { ...(await postFacts(here)), ownPlace: place, cityInMind: null }
  return { draft: standing(await saveDraft(app.shipping, here.actor, { choices, contact })) }
}

export async function addressStep(here: ActionHere): Promise<FormState> {
  const kept = await keepAddress(here, `${here.base}/address`)
  return 'form' in kept ? kept.form : await goOn(here, kept.draft)
}

/** The address of a side that is about to accept a proposal: kept as this seat's own, no matter who accepts. */
export async function answerAddressStep(here: ShipmentActionHere): Promise<FormState> {
  const href = shipmentHref(here.base, here)
  const kept = await keepAddress(here, `${href}/address`)
  return 'form' in kept ? kept.form : redirect(`${href}/accept`)
}

export async function serviceStep(here: ActionHere): Promise<FormState> {
  const { app, fields, seat } = here
  const cities = await app.places.cities()
  const named = cities.find((one) => one.slug === fields.otherCity)
  const otherPlace = named ? { city: named.slug, district: null } : null
  const draft = await saveChoices(here, 'otherCity' in fields ? { otherPlace } : {})
  const { parcel } = draft.choices
  if (!parcel) return await goOn(here, draft)
  const tariff = await app.shipping.offers.current()
  const offers = availableServices({ tariff, parcel, ...endsOf(seat.side, draft.choices) })
  const available = offers.filter((offer) => offer.ok).map((offer) => offer.service)
  const parsed = parseChoice(fields, available)
  revalidatePath(`${here.base}/service`)
  if (fields.intent === 'prices') return here.again({})
  if (!parsed.ok) return here.again(faultSentences(parsed.faults))
  return await goOn(here, await saveChoices(here, parsed.value))
}

export async function restartStep(here: ActionHere): Promise<never> {
  const { app, actor, base } = here
  const dropped = await dropDraft(app.shipping, actor)
  redirect(dropped.kind === 'unproved' ? proveHref(base, 'anew', null) : base)
}

async function saveChoices(here: ActionHere, choices: Partial<DraftChoices>): Promise<Draft> {
  const known = await postFacts(here)
  return standing(await saveDraft(here.app.shipping, here.actor, { choices: { ...known, ...choices } }))
}

/** Who had everything erased in another window has nothing to go on with. */
const standing = (draft: Draft | null): Draft => draft ?? redirect('/problem/session_ended')

/** What Divar says of the post now; nothing where it does not answer, so that what is known stays. */
async function postFacts({ app, seat }: ActionHere): Promise<Partial<DraftChoices>> {
  const post = await app.posts(seat.postToken)
  if (!post) return {}
  return {
    ...(post.title ? { itemTitle: post.title } : {}),
    ...(post.city ? { postPlace: { city: post.city, district: post.district } } : {}),
  }
}

async function goOn({ app, seat, base }: ActionHere, draft: Draft): Promise<never> {
  const step = nextStep(await app.shipping.offers.current(), seat.side, draft.choices, draft.sealedAddress !== null)
  redirect(`${base}/${step ?? 'review'}`)
}
