import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { givePicture, isTapId, takeTap } from '#lib/courier/index.ts'
import { type PictureWord, pictureTexts, pictureWord, tapRefusal, tapTexts } from '#lib/fa/stop-texts.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import { isSameSite } from '#lib/web/guard.ts'
import { overLimit } from '#lib/web/rate-limit.ts'
import { readForm, readJson } from '#lib/web/read-body.ts'
import { goTo, reportFault } from '#lib/web/redirect.ts'
import { faultAnswer, machineAnswer } from '#lib/web/route.ts'
import { maxPictureBytes } from '../carrier/proof.ts'
import { type StaffHere, staffHere } from '../desk/session.ts'
import { readTap } from './tap.ts'

/** For the borders and the other fields of a form with a picture. */
const maxFormBytes = maxPictureBytes + 64 * 1024

/** `session`: who tapped has to sign in first; `later`: it may come again as it is. */
const answers = {
  taken: () => machineAnswer(200, { kind: 'taken' }),
  refused: (sentence: string) => machineAnswer(409, { kind: 'refused', sentence }),
  session: () => machineAnswer(401, { kind: 'session' }),
  later: () => machineAnswer(503, { kind: 'later' }, { 'Retry-After': '10' }),
}

type Courier = { kind: 'courier'; here: StaffHere } | { kind: 'foreign' | 'session' | 'not_allowed' | 'busy' }

/** Who calls: of our own page, signed in, a courier, within the limit. */
async function courierHere(request: Request): Promise<Courier> {
  const here = await staffHere({ counts: true })
  if (!here) return { kind: 'session' }
  if (!isSameSite(request.headers, here.app.settings.APP_URL)) return { kind: 'foreign' }
  if (!mayDo(here.staff.role, 'stops.own')) return { kind: 'not_allowed' }
  const isOver = (await overLimit(here.app, 'deskActions', here.staff.staffId)) !== null
  return isOver ? { kind: 'busy' } : { kind: 'courier', here }
}

/** `POST /api/courier/taps`: a tap out of a phone's queue, perhaps for the second time. */
export async function courierTap(request: Request): Promise<Response> {
  try {
    const caller = await courierHere(request)
    if (caller.kind !== 'courier') return turnedAway(caller.kind)
    const { app, staff } = caller.here
    const body = await readJson(request)
    const said = body.ok ? tapIn(body.json) : null
    if (said === null) return answers.refused(tapTexts.unknown)
    if (said.owner !== staff.staffId) return answers.session()
    const refusal = tapRefusal(await takeTap(app.courier, staff, said.tap))
    return refusal === null ? answers.taken() : answers.refused(refusal)
  } catch (error) {
    unstable_rethrow(error)
    return await faultAnswer(error)
  }
}

function turnedAway(kind: Exclude<Courier['kind'], 'courier'>): Response {
  if (kind === 'session') return answers.session()
  if (kind === 'busy') return answers.later()
  return kind === 'foreign'
    ? machineAnswer(403, { kind: 'refused', sentence: tapTexts.unknown })
    : answers.refused(tapTexts.not_allowed)
}

function tapIn(json: unknown) {
  if (typeof json !== 'object' || json === null) return null
  const fields = json as Record<string, unknown>
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
  const [id, shipment, deed, code, reason] = [text('id'), text('shipment'), text('deed'), text('code'), text('reason')]
  const tap = readTap({ id, shipment, deed, code, reason, ago: Number(fields.ago) })
  return tap && { tap, owner: text('owner') }
}

/**
 * `POST /api/courier/pictures`: a picture of what was delivered, out of a phone's queue; with `?back=1` from a form, which is led
 * to the page that says what became of it. Nothing is read of a body before it is known whose it is.
 */
export async function courierPicture(request: Request): Promise<Response> {
  // To an address of the same origin, whatever a proxy calls it.
  const back = new URL(request.url).searchParams.get('back') === '1' ? '/courier' : null
  try {
    const caller = await courierHere(request)
    if (caller.kind !== 'courier') {
      if (back === null || caller.kind === 'foreign') return turnedAway(caller.kind)
      return toPage(back, caller.kind)
    }
    const { app, staff } = caller.here
    const form = await readForm(request, maxFormBytes)
    const field = (name: string) => (form.ok ? form.parts.find((part) => part.name === name)?.bytes : undefined)
    const text = (name: string) =>
      Buffer.from(field(name) ?? [])
        .toString('utf8')
        .slice(0, 100)
    if (form.ok && back === null && text('owner') !== staff.staffId) return answers.session()
    const word = form.ok
      ? await givenPicture(caller.here, { tapId: text('tap'), shipment: text('shipment'), picture: field('picture') })
      : ('too_large' as const)
    app.log.info({ event: 'courier_picture', outcome: word }, 'a picture of a courier')
    if (back !== null) return toPage(back, word)
    if (word === 'busy') return answers.later()
    return word === 'taken' || word === 'repeated' ? answers.taken() : answers.refused(pictureTexts[word])
  } catch (error) {
    unstable_rethrow(error)
    if (back === null) return await faultAnswer(error)
    await reportFault(error)
    return toPage(back, 'fault')
  }
}

const toPage = (page: string, word: PictureWord) => goTo(`${page}?picture=${word}`)

async function givenPicture(
  { app, staff }: StaffHere,
  { tapId, shipment, picture }: { tapId: string; shipment: string; picture: Uint8Array | undefined },
): Promise<PictureWord> {
  const trackingCode = parseTrackingCode(shipment)
  if (trackingCode === null || !isTapId(tapId)) return 'not_yours'
  if (!picture || picture.length === 0) return 'none'
  if (picture.length > maxPictureBytes) return 'too_large'
  return pictureWord(await givePicture(app.courier, staff, { tapId, trackingCode, picture }))
}
