import 'server-only'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { faultSentences, priceChanged } from '#lib/fa/faults.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { newId } from '#lib/kernel/ids.ts'
import {
  availableServices,
  type Contact,
  type Draft,
  type DraftChoices,
  dropDraft,
  endsOf,
  type FaultCode,
  includedWeight,
  isShownPrice,
  mustConfirm,
  nextPart,
  type Parsed,
  parseAddress,
  parseChoice,
  parseParcel,
  parsePlace,
  readDraft,
  saveDraft,
  services,
  valueOfPrice,
} from '#lib/shipping/index.ts'
import { forgetRemembered, readRemembered, remember } from '../booking/remembered.ts'
import { noteSeenPost } from '../booking/seen-post.ts'
import { whatHref } from '../booking/what-fields.ts'
import type { ActionHere, ShipmentActionHere } from '../seat/action.ts'
import { shipmentHref } from '../seat/visit.ts'
import { partHref, proveHref } from '../seat/wanted.ts'

// What each form of the booking does once the way in is passed: parse, save, on to the next step.

/**
 * What is sent, from or to where, how, and who pays. What is right is kept even where something else is not: without
 * scripts the page comes back with the districts and prices of that. A price that is not the one shown is shown first.
 */
export async function whatStep(here: ActionHere): Promise<FormState> {
  const { app, fields, seat, base } = here
  if (fields.intent === 'prices') redirect(whatHref(base, fields))
  const tariff = await app.shipping.offers.current()
  const { city, ...lists } = await listsFor(here)
  const parcel = parseParcel(fields, (size) => includedWeight(tariff, size))
  const place = parsePlace(fields, lists)
  const other = lists.cities.find((one) => one.slug === fields.otherCity)
  const draft = await saveChoices(here, {
    ...(parcel.ok ? { parcel: parcel.value } : {}),
    ...(place.ok ? { ownPlace: place.value, cityInMind: null } : { cityInMind: city }),
    ...('otherCity' in fields ? { otherPlace: other ? { city: other.slug, district: null } : null } : {}),
  })
  revalidatePath(base)
  const offers =
    parcel.ok && place.ok
      ? availableServices({ tariff, parcel: parcel.value, ...endsOf(seat.side, draft.choices) }).filter((one) => one.ok)
      : null
  const choice = parseChoice(fields, offers?.map(({ service }) => service) ?? services)
  const unconfirmed = mustConfirm(seat.side, { forbiddenAccepted: fields.forbiddenAccepted === '1' })
  if (!parcel.ok || !place.ok || !choice.ok || unconfirmed) {
    const confirm: Record<string, FaultCode> = unconfirmed ? { forbiddenAccepted: 'forbidden_not_accepted' } : {}
    return here.again(faultSentences({ ...faultsOf(parcel), ...faultsOf(place), ...faultsOf(choice), ...confirm }))
  }
  const saved = await saveChoices(here, choice.value)
  const offer = offers?.find(({ service }) => service === choice.value.service)
  if (!offer || !isShownPrice(fields.prices, offer)) return here.again({}, priceChanged)
  return await goOn(here, await withRememberedContact(here, saved))
}

const faultsOf = (parsed: Parsed<unknown>) => (parsed.ok ? {} : parsed.faults)

/** Divar's cities, the one that the form names, and its districts. */
async function listsFor({ app, fields }: ActionHere) {
  const cities = await app.places.cities()
  const city = cities.find((one) => one.slug === fields.city)?.slug ?? null
  return { cities, city, districts: city === null ? [] : await app.places.districts(city) }
}

/** `page` is where the form stands. */
async function keepAddress(
  here: ActionHere,
  page: string,
): Promise<{ draft: Draft; contact: Contact } | { form: FormState }> {
  const { app, fields } = here
  const { city, ...lists } = await listsFor(here)
  const parsed = parseAddress(fields, lists)
  const asked = parsed.ok ? parsed.warnings : parsed.faults
  if (!parsed.ok || Object.keys(asked).length > 0) {
    // Without scripts the list of districts comes with the page, so the page must know the city.
    await saveChoices(here, { cityInMind: city })
    revalidatePath(page)
    return { form: here.again(faultSentences(asked)) }
  }
  const { place, ...contact } = parsed.value
  const choices = { ...(await postFacts(here)), ownPlace: place, cityInMind: null }
  return { contact, draft: standing(await saveDraft(app.shipping, here.actor, { choices, contact })) }
}

/** The place was chosen on the screen before; a page of an earlier build still names it here. */
export async function addressStep(here: ActionHere): Promise<FormState> {
  const own = await readDraft(here.app.shipping, here.actor)
  const place = own?.draft.choices.ownPlace
  if (!place && here.fields.city === undefined) redirect(here.base)
  const named: Record<string, string> = place ? { city: place.city, district: place.district ?? '' } : {}
  const kept = await keepAddress({ ...here, fields: { ...named, ...here.fields } }, `${here.base}/address`)
  if ('draft' in kept) await rememberOrNot(here, kept)
  return 'form' in kept ? kept.form : await goOn(here, kept.draft)
}

/**
 * With the address that this browser remembers for the chosen place, where none was typed: the review shows it, with the way
 * to change it. It is remembered for thirty days more.
 */
async function withRememberedContact({ app, actor }: ActionHere, draft: Draft): Promise<Draft> {
  const { ownPlace } = draft.choices
  const remembered = draft.sealedAddress === null ? await readRemembered(app) : null
  if (!remembered || remembered.city !== ownPlace?.city || remembered.district !== ownPlace.district) return draft
  const { city: _city, district: _district, ...contact } = remembered
  await remember(app, remembered)
  return standing(await saveDraft(app.shipping, actor, { contact }))
}

/** In the browser that typed it, as its user ticked; unticked, what was there before is taken away. */
async function rememberOrNot({ app, fields }: ActionHere, { draft, contact }: { draft: Draft; contact: Contact }) {
  const { ownPlace } = draft.choices
  if (fields.remember === '1' && ownPlace) await remember(app, { ...contact, ...ownPlace })
  else await forgetRemembered(app)
}

/** The address that this browser remembers goes, and with it what it had filled in. */
export async function forgetStep({ app, base }: ActionHere): Promise<never> {
  await forgetRemembered(app)
  redirect(`${base}/address?new=${newId().slice(0, 8)}`)
}

/** The address of a side that is about to accept a proposal: kept as this seat's own, no matter who accepts. */
export async function answerAddressStep(here: ShipmentActionHere): Promise<FormState> {
  const href = shipmentHref(here.base, here)
  const kept = await keepAddress(here, `${href}/address`)
  return 'form' in kept ? kept.form : redirect(`${href}/accept`)
}

export async function restartStep(here: ActionHere): Promise<never> {
  const { app, actor, base } = here
  const dropped = await dropDraft(app.shipping, actor)
  // Under an address of its own: under the same one, the open form would stay as it was filled.
  redirect(dropped.kind === 'unproved' ? proveHref(base, 'anew', null) : `${base}?new=${newId().slice(0, 8)}`)
}

async function saveChoices(here: ActionHere, choices: Partial<DraftChoices>): Promise<Draft> {
  const known = await postFacts(here)
  return standing(await saveDraft(here.app.shipping, here.actor, { choices: { ...known, ...choices } }))
}

/** Who had everything erased in another window has nothing to go on with. */
const standing = (draft: Draft | null): Draft => draft ?? redirect('/problem/session_ended')

/** What is known of the post; nothing where nobody could read it, so that what the draft has of it stays. */
async function postFacts(here: ActionHere): Promise<Partial<DraftChoices>> {
  const post = await noteSeenPost(here)
  if (!post) return {}
  return {
    ...(post.title ? { itemTitle: post.title } : {}),
    ...(post.city ? { postPlace: { city: post.city, district: post.district } } : {}),
    postPriceToman: post.price ? valueOfPrice(post.price) : null,
  }
}

async function goOn({ app, seat, base }: ActionHere, draft: Draft): Promise<never> {
  const part = nextPart(await app.shipping.offers.current(), seat.side, draft.choices, draft.sealedAddress !== null)
  redirect(partHref(base, part))
}
