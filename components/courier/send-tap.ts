import type { TapAnswer, WaitingTap } from './tap-queue.ts'

const [maxTapMs, maxPictureMs] = [25_000, 90_000]

/** Sends one tap. Whatever is no answer of Peyk's is taken for a network that is not there: a login page of a hotel, too. */
export async function sendTap(tap: WaitingTap): Promise<TapAnswer> {
  const stop = new AbortController()
  const patience = setTimeout(() => stop.abort(), tap.picture ? maxPictureMs : maxTapMs)
  try {
    const response = await fetch(tap.picture ? '/api/courier/pictures' : '/api/courier/taps', {
      method: 'POST',
      headers: { accept: 'application/json', ...(tap.picture ? {} : { 'content-type': 'application/json' }) },
      body: tap.picture ? pictureForm(tap, tap.picture) : tapBody(tap),
      redirect: 'error',
      signal: stop.signal,
    })
    const { kind, sentence } = (await response.json()) as { kind?: string; sentence?: string }
    if (kind === 'taken' || kind === 'session') return { kind }
    if (kind === 'refused' && typeof sentence === 'string') return { kind, sentence }
    return { kind: tap.picture && response.status === 503 ? 'busy' : 'offline' }
  } catch {
    return { kind: 'offline' }
  } finally {
    clearTimeout(patience)
  }
}

function tapBody({ id, owner, shipment, deed, code, reason, at }: WaitingTap): string {
  const ago = Math.max(0, Math.round((Date.now() - at) / 1000))
  return JSON.stringify({ id, owner, shipment, deed, code, reason, ago })
}

function pictureForm({ id, owner, shipment }: WaitingTap, picture: Blob): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ tap: id, owner, shipment })) form.set(name, value)
  form.set('picture', picture, 'picture.jpg')
  return form
}
