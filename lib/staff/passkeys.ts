import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { PasskeyRow, Site } from './ports.ts'

// The person proves to their device who they are: a device alone would be one factor.
const userVerification = 'required'

const part = z.string().min(1).max(8_000)
const shape = z.looseObject({
  id: part,
  rawId: part,
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
})

/** What a browser made of its options, as text; null for anything that no browser sends. */
function readResponse(text: string): z.infer<typeof shape> | null {
  try {
    const parsed = shape.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export type NewPasskeyOptions = PublicKeyCredentialCreationOptionsJSON
export type PasskeyOptions = PublicKeyCredentialRequestOptionsJSON

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

/** What a browser needs to make a passkey. `had`: those that the person has, which their devices do not make twice. */
export async function newPasskeyOptions(
  site: Site,
  person: { id: string; name: string; had: readonly Pick<PasskeyRow, 'id'>[] },
  challenge: string,
): Promise<NewPasskeyOptions> {
  return await generateRegistrationOptions({
    rpName: site.name,
    rpID: site.id,
    userID: new Uint8Array(Buffer.from(person.id, 'utf8')),
    userName: person.name,
    userDisplayName: person.name,
    challenge: bytesOf(challenge),
    attestationType: 'none',
    excludeCredentials: person.had.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification },
  })
}

/** The passkey that a browser made, or null. */
export async function readNewPasskey(
  site: Site,
  text: string,
  challenge: string,
): Promise<Pick<PasskeyRow, 'id' | 'publicKey' | 'counter' | 'transports'> | null> {
  const response = readResponse(text)
  if (!response) return null
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    // What is missing in it, the library says by throwing.
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => ({ verified: false, registrationInfo: undefined }))
  if (!verified || !registrationInfo) return null
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports: transports.slice(0, 8) }
}

/** What a browser needs to ask for any passkey that its person has here: nobody is named. */
export async function passkeyOptions(site: Site, challenge: string): Promise<PasskeyOptions> {
  return await generateAuthenticationOptions({ rpID: site.id, challenge: bytesOf(challenge), userVerification })
}

/** Which passkey a browser says that it used; null for no answer of a browser. */
export function namedPasskey(text: string): string | null {
  return readResponse(text)?.id ?? null
}

/** The passkey's new counter if it really signed the challenge and saw its person, or null. */
export async function checkPasskey(
  site: Site,
  passkey: PasskeyRow,
  text: string,
  challenge: string,
): Promise<number | null> {
  const response = readResponse(text)
  if (!response) return null
  const { id, publicKey, counter } = passkey
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    credential: { id, publicKey: bytesOf(publicKey), counter },
    requireUserVerification: true,
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  return verified && authenticationInfo ? authenticationInfo.newCounter : null
}
