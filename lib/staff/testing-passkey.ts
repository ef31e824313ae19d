import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Signing = {
  challenge: string
  origin?: string
  rpId?: string
  /** Whether the device saw its person. */
  sees?: boolean
  counter?: number
}

const ownOrigin = 'https://peyk.example.ir'
const ownHost = 'peyk.example.ir'

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()

/** A device with one passkey, which signs what it is asked to, rightly or not. */
export function softPasskey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coordinate = (tag: number, text: string) =>
    Buffer.concat([Buffer.from([tag, 0x58, 0x20]), Buffer.from(text, 'base64url')])
  // COSE: an ES256 key on P-256.
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01])
  const id = randomBytes(16).toString('base64url')
  const cose = Buffer.concat([head, coordinate(0x21, x), coordinate(0x22, y)])
  const clientData = (type: string, { challenge, origin = ownOrigin }: Signing) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  /** What the device says of itself: for which host, what it saw, and how often it has signed. */
  const said = (flags: number, { rpId = ownHost, sees = true, counter = 1 }: Signing) => {
    const counted = Buffer.alloc(4)
    counted.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags | (sees ? 0x05 : 0x01)]), counted])
  }
  return {
    id,
    /** What a browser would send of a passkey that it has just made. */
    make(signing: Signing) {
      const key = Buffer.from(id, 'base64url')
      // No kind of device is named; then the length of the id, in two bytes.
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, key.length]), key, cose])
      const data = Buffer.concat([said(0x40, { counter: 0, ...signing }), credential])
      // CBOR: a map of three, with no statement of who made the device.
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3, 0x63]),
        Buffer.from('fmt'),
        Buffer.from([0x64]),
        Buffer.from('none'),
        Buffer.from([0x67]),
        Buffer.from('attStmt'),
        Buffer.from([0xa0, 0x68]),
        Buffer.from('authData'),
        Buffer.from([0x58, data.length]),
        data,
      ])
      const response = {
        clientDataJSON: clientData('webauthn.create', signing).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      }
      return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
    },
    publicKey: cose.toString('base64url'),
    /** What a browser would send. */
    sign(signing: Signing) {
      const data = said(0, signing)
      const client = clientData('webauthn.get', signing)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      const response = {
        authenticatorData: data.toString('base64url'),
        clientDataJSON: client.toString('base64url'),
        signature: signature.toString('base64url'),
      }
      return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
    },
  }
}

/** What a device may say that is not what was asked of it. */
export const strangeAnswers = [
  ['whose device did not see its person', { sees: false }],
  ['for another site', { origin: 'https://peyk.example.com' }],
  ['for another host', { rpId: 'example.ir' }],
  ['of another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
] as const
